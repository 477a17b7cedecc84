import { ruleCollections } from '@dwmops/rule-store'
import { Type } from 'typebox'
import type { ApiContext } from '../../context.ts'
import { encodeText, readingOn } from '../../paging.ts'
import { ruleAnswer } from '../../rules/rule-answers.ts'
import { ListOf, PageOf, PageQuery } from '../../schemas/parts.ts'
import { CollectionName, RuleParams, RuleSchema, ruleFilters } from '../../schemas/rule.ts'
import { quoted } from '../../server/preconditions.ts'
import { notFound } from '../../server/problem.ts'
import type { Server } from '../../server/server.ts'

const tags = ['rules']
const config = { role: 'reader' } as const

/** Rules as they stand. */
export function ruleRoutes(server: Server, context: ApiContext): void {
  listRules(server, context)
  countRules(server, context)
  showRule(server, context)
}

function listRules(server: Server, { store }: ApiContext): void {
  server.get(
    '/rules',
    {
      config,
      schema: {
        tags,
        summary: 'Rules in the order in which they are tried, by collection, field and text',
        querystring: PageQuery(ruleFilters),
        response: { 200: PageOf(RuleSchema) },
      },
    },
    async ({ query: { q, cursor, ...rest } }) => {
      const page = await readingOn(cursor, (start) => store.findRules({ ...rest, text: q, cursor: start }))
      return {
        items: page.rules.map(ruleAnswer),
        next: page.cursor === undefined ? null : encodeText(page.cursor),
      }
    },
  )
}

function countRules(server: Server, { store }: ApiContext): void {
  server.get(
    '/rules/collections',
    {
      config,
      schema: {
        tags,
        summary: 'Collections in the order in which a contact meets them, with how many rules each holds',
        response: { 200: ListOf(Type.Object({ collection: CollectionName, rules: Type.Integer() })) },
      },
    },
    async () => {
      const counts = await store.countRules()
      return { items: ruleCollections.map((collection) => ({ collection, rules: counts[collection] })) }
    },
  )
}

function showRule(server: Server, { store }: ApiContext): void {
  server.get(
    '/rules/:collection/:id',
    {
      config,
      schema: { tags, summary: 'One rule, with its ETag', params: RuleParams, response: { 200: RuleSchema } },
    },
    async ({ params: { collection, id } }, reply) => {
      const rule = await store.findRule(collection, id)
      if (rule === undefined) throw notFound('this rule')
      reply.header('etag', quoted(rule.etag))
      return ruleAnswer(rule)
    },
  )
}
