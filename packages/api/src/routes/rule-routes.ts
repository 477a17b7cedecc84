import { ruleCollections, type StoredRule } from '@dwmops/rule-store'
import { Type } from 'typebox'
import type { ApiContext } from '../context.ts'
import { encodeText, readingOn } from '../paging.ts'
import { documentAnswer, documentFrom } from '../rules/documents.ts'
import { ListOf, Note, Nullable, PageQuery } from '../schemas/parts.ts'
import {
  CollectionName,
  DocumentChangeSchema,
  type Rule,
  RuleChangedSchema,
  RuleDraftSchema,
  RuleSchema,
  VersionNumberSchema,
} from '../schemas/rule.ts'
import { IfMatchHeaders, quoted, seenEtag } from '../server/preconditions.ts'
import { notFound } from '../server/problem.ts'
import { type Server, whoAsks } from '../server/server.ts'

const tags = ['rules']
export const RuleParams = Type.Object({
  collection: CollectionName,
  id: Type.String({ minLength: 1, maxLength: 200 }),
})
const OfCollection = Type.Object({ collection: CollectionName })

/** Rules one by one; each change is a version. */
export function ruleRoutes(server: Server, { store }: ApiContext): void {
  readingRoutes(server, store)
  server.post(
    '/rules/:collection',
    {
      config: { role: 'editor', heavy: true },
      schema: {
        tags,
        summary: 'Makes a rule, at the end of its collection or before another one',
        params: OfCollection,
        body: RuleDraftSchema,
        response: { 201: RuleChangedSchema },
      },
    },
    async (request, reply) => {
      const { collection } = request.params
      const { document: sent, note, before } = request.body
      const document = documentFrom(sent)
      request.facts['collection'] = collection
      const change = {
        collection,
        did: 'created' as const,
        document,
        ...(before !== undefined && { before }),
      }
      const { rule, version, findings } = await store.changeRule(change, options(whoAsks(request), note))
      Object.assign(request.facts, changeFacts(rule?.id, version))
      if (rule === undefined) throw notFound('the rule that was made')
      reply.code(201).header('etag', quoted(rule.etag))
      return { rule: ruleAnswer(rule), version: version ?? null, findings: [...findings] }
    },
  )
  server.put(
    '/rules/:collection/:id',
    {
      config: { role: 'editor', heavy: true },
      schema: {
        tags,
        summary: 'Changes a rule; it keeps its place',
        params: RuleParams,
        headers: IfMatchHeaders,
        body: DocumentChangeSchema,
        response: { 200: RuleChangedSchema },
      },
    },
    async (request, reply) => {
      const { collection, id } = request.params
      Object.assign(request.facts, { collection, rule: id })
      const etag = seenEtag(request.headers)
      const document = documentFrom(request.body.document)
      const change = { collection, did: 'changed' as const, id, etag, document }
      const { rule, version, findings } = await store.changeRule(
        change,
        options(whoAsks(request), request.body.note),
      )
      Object.assign(request.facts, changeFacts(id, version))
      if (rule === undefined) throw notFound('the rule that was changed')
      reply.header('etag', quoted(rule.etag))
      return { rule: ruleAnswer(rule), version: version ?? null, findings: [...findings] }
    },
  )
  server.delete(
    '/rules/:collection/:id',
    {
      config: { role: 'editor', heavy: true },
      schema: {
        tags,
        summary: 'Deletes a rule',
        params: RuleParams,
        headers: IfMatchHeaders,
        querystring: Type.Object({ note: Type.Optional(Note) }, { additionalProperties: false }),
        response: { 200: VersionNumberSchema },
      },
    },
    async (request) => {
      const { collection, id } = request.params
      Object.assign(request.facts, { collection, rule: id })
      const change = { collection, did: 'deleted' as const, id, etag: seenEtag(request.headers) }
      const { version } = await store.changeRule(change, options(whoAsks(request), request.query.note))
      Object.assign(request.facts, changeFacts(id, version))
      return { version: version ?? null }
    },
  )
}

function readingRoutes(server: Server, store: ApiContext['store']): void {
  server.get(
    '/rules',
    {
      config: { role: 'reader' },
      schema: {
        tags,
        summary: 'Rules in the order in which they are tried, by collection, field and text',
        querystring: PageQuery({
          collection: Type.Optional(CollectionName),
          field: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
          q: Type.Optional(
            Type.String({
              minLength: 1,
              maxLength: 200,
              description: 'some text of the rule holds this, in either case',
            }),
          ),
        }),
        response: {
          200: Type.Object({ items: Type.Array(RuleSchema), next: Nullable(Type.String()) }),
        },
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
  server.get(
    '/rules/collections',
    {
      config: { role: 'reader' },
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
  server.get(
    '/rules/:collection/:id',
    {
      config: { role: 'reader' },
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

function ruleAnswer({ collection, id, etag, document }: StoredRule): Rule {
  return { collection: collection as Rule['collection'], id, etag, document: documentAnswer(document) }
}

/** Who and why, as the versions keep it. */
export function options(who: string, note: string | undefined) {
  return { who, ...(note !== undefined && { note }) }
}

/** What the log of changes says of a change of rules. */
export function changeFacts(rule: string | undefined, version: number | undefined) {
  return { ...(rule !== undefined && { rule }), ...(version !== undefined && { version }) }
}
