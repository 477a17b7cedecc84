import { type Pack, packNames, readPack } from '@dwmops/rule-packs'
import { ruleCollections } from '@dwmops/rule-store'
import { Type } from 'typebox'
import type { ApiContext } from '../../context.ts'
import { packNamed, withPack } from '../../rules/with-pack.ts'
import { PackListedSchema, PackPlanSchema, PackSchema } from '../../schemas/addition.ts'
import { Exact, ListOf, Note } from '../../schemas/parts.ts'
import { acceptFailedExamples, PublishedSchema } from '../../schemas/rule.ts'
import { IfMatchHeaders } from '../../server/preconditions.ts'
import type { Server } from '../../server/server.ts'
import { planAddition, publishAddition } from './publish-addition.ts'

const tags = ['rule packs']
const OfPack = Type.Object({ name: Type.String({ minLength: 1, maxLength: 100 }) })

/** Rule sets that come with the program, to be added to one's own. */
export function packRoutes(server: Server, context: ApiContext): void {
  listPacks(server)
  showPack(server)
  planPack(server, context)
  addPack(server, context)
}

function listPacks(server: Server): void {
  server.get(
    '/rule-packs',
    {
      config: { role: 'reader' },
      schema: {
        tags,
        summary: 'Rule sets for contacts of any country, in the order in which they are best added',
        response: { 200: ListOf(PackListedSchema) },
      },
    },
    async () => ({ items: (await Promise.all(packNames.map(readPack))).map(listed) }),
  )
}

function showPack(server: Server): void {
  server.get(
    '/rule-packs/:name',
    {
      config: { role: 'reader' },
      schema: { tags, summary: 'One pack with its rules', params: OfPack, response: { 200: PackSchema } },
    },
    async ({ params: { name } }) => {
      const pack = await packNamed(name)
      const collections = ruleCollections.flatMap((collection) => {
        const rules = pack.rules[collection]
        return rules === undefined ? [] : [{ collection, rules: rules.map((rule) => ({ ...rule })) }]
      })
      return { ...listed(pack), collections }
    },
  )
}

function planPack(server: Server, { store, settings: { configName } }: ApiContext): void {
  server.get(
    '/rule-packs/:name/plan',
    {
      config: { role: 'reader', heavy: true, wholeSet: true },
      schema: {
        tags,
        summary: 'What adding a pack would change; nothing is written',
        description: 'Own rules come first and win: of the pack those are left out that look for the same.',
        params: OfPack,
        response: { 200: PackPlanSchema },
      },
    },
    async ({ params: { name } }) => {
      const { plan, made } = await planAddition(store, (now) => withPack(now, name, configName))
      return { ...plan, ...made.counts }
    },
  )
}

function addPack(server: Server, { store, settings: { configName } }: ApiContext): void {
  server.post(
    '/rule-packs/:name',
    {
      config: { role: 'editor', heavy: true, wholeSet: true },
      schema: {
        tags,
        summary: 'Publishes a pack beside the rules that are there, and what it needs of the config in use',
        description: 'If-Match is the ETag of /rule-versions/current, or of the plan.',
        params: OfPack,
        headers: IfMatchHeaders,
        body: Exact({ note: Type.Optional(Note), acceptFailedExamples }),
        response: { 200: PublishedSchema },
      },
    },
    async (request) => {
      const { name } = request.params
      request.facts['pack'] = name
      const { note = `pack ${name}`, acceptFailedExamples: accept } = request.body
      const change = async (now: Parameters<typeof withPack>[0]) =>
        (await withPack(now, name, configName)).set
      return publishAddition(store, request, { note, acceptFailedExamples: accept, change })
    },
  )
}

function listed({ name, title, fields, rules }: Pack) {
  return { name, title, fields: Object.keys(fields), rules: Object.values(rules).flat().length }
}
