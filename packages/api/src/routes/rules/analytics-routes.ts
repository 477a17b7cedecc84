import {
  fightingRules,
  idleRules,
  ruleHits,
  shadowedRules,
  type UncoveredField,
  uncoveredValues,
} from '@dwmops/insight'
import { type RuleCollection, type RuleStore, ruleCollections } from '@dwmops/rule-store'
import { Type } from 'typebox'
import { jsonOf } from '../../answers.ts'
import type { ApiContext } from '../../context.ts'
import { documentAnswer } from '../../rules/documents.ts'
import { FightsSchema, IdleRulesSchema, RuleHitsSchema, UncoveredSchema } from '../../schemas/analytics.ts'
import { LintFindingSchema } from '../../schemas/lint-finding.ts'
import { Exact, ListOf } from '../../schemas/parts.ts'
import type { Server } from '../../server/server.ts'

const tags = ['analytics']
const config = { role: 'reader', heavy: true, wholeSet: true } as const
const days = Type.Integer({ minimum: 1, maximum: 365, default: 30 })
const limit = Type.Integer({ minimum: 1, maximum: 500, default: 100 })

/** What rules did, and what none of them does. */
export function analyticsRoutes(server: Server, context: ApiContext): void {
  countHits(server, context)
  listIdle(server, context)
  listShadowed(server, context)
  listFights(server, context)
  listUncovered(server, context)
}

function countHits(server: Server, { rulesDb, store }: ApiContext): void {
  server.get(
    '/analytics/rules',
    {
      config,
      schema: {
        tags,
        summary: 'How often each rule changed a value, by day',
        querystring: Exact({ days, limit }),
        response: { 200: RuleHitsSchema },
      },
    },
    async ({ query: { days, limit } }) => {
      const found = await ruleHits(rulesDb, { days })
      const rules = found.rules.slice(0, limit)
      const documents = await Promise.all(rules.map((rule) => documentOf(store, rule)))
      return jsonOf(RuleHitsSchema, {
        days: found.days,
        rules: rules.map((rule, at) => ({ ...rule, document: documents[at] })),
      })
    },
  )
}

function listIdle(server: Server, { rulesDb }: ApiContext): void {
  server.get(
    '/analytics/idle',
    {
      config,
      schema: {
        tags,
        summary: 'Rules that changed no value',
        querystring: Exact({ days, limit }),
        response: { 200: IdleRulesSchema },
      },
    },
    async ({ query: { days, limit } }) => {
      const { since = null, rules } = await idleRules(rulesDb, { days })
      const shown = rules
        .slice(0, limit)
        .map((rule) => ({ ...rule, document: documentAnswer(rule.document) }))
      return { since, total: rules.length, rules: shown }
    },
  )
}

function listShadowed(server: Server, { rulesDb }: ApiContext): void {
  server.get(
    '/analytics/shadowed',
    {
      config,
      schema: {
        tags,
        summary: 'Rules that another one keeps from working, or whose work another one undoes',
        querystring: Exact({ limit }),
        response: { 200: ListOf(LintFindingSchema) },
      },
    },
    async ({ query: { limit } }) => ({ items: (await shadowedRules(rulesDb)).slice(0, limit) }),
  )
}

function listFights(server: Server, { rulesDb }: ApiContext): void {
  server.get(
    '/analytics/fights',
    {
      config,
      schema: {
        tags,
        summary: 'Fields that go back and forth between washes, and the rules that do it',
        querystring: Exact({ days }),
        response: { 200: FightsSchema },
      },
    },
    async ({ query: { days } }) => jsonOf(FightsSchema, await fightingRules(rulesDb, { days })),
  )
}

function listUncovered(server: Server, { queueDb, rulesDb, settings }: ApiContext): void {
  server.get(
    '/analytics/uncovered',
    {
      config,
      schema: {
        tags,
        summary: 'Values that no rule covers, most frequent first, with what they may become',
        querystring: Exact({ limit }),
        response: { 200: UncoveredSchema },
      },
    },
    async ({ query: { limit } }) => {
      const { configName } = settings
      const { looked, fields } = await uncoveredValues({ queueDb, rulesDb }, { configName, limit })
      return jsonOf(UncoveredSchema, { looked, fields: fields.map(withNulls) })
    },
  )
}

/** What has no suggestion says so: an entry that is undefined is left out of JSON. */
function withNulls({ field, values }: UncoveredField) {
  return { field, values: values.map(({ suggestion = null, ...rest }) => ({ ...rest, suggestion })) }
}

/** The rule behind a count; null for what no rule did, and for one that is gone. */
async function documentOf(
  store: RuleStore,
  { ruleType, ruleId }: { readonly ruleType: string; readonly ruleId: string | undefined },
) {
  const collection = ruleCollections.find((one): one is RuleCollection => one === ruleType)
  const found = collection && ruleId !== undefined ? await store.findRule(collection, ruleId) : undefined
  return found === undefined ? null : documentAnswer(found.document)
}
