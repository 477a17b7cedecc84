import { openRuleStore, type RuleCollection, type RuleDocument, ruleCollections } from '@dwmops/rule-store'
import type { Db } from 'mongodb'

/** Rules of the present set that changed no value. */
export interface IdleRules {
  /** First day, UTC, of which hits are known; undefined when none are, so that nothing can be said. */
  readonly since: string | undefined
  readonly rules: readonly {
    readonly collection: RuleCollection
    readonly id: string
    /** Place in its collection, from 0. */
    readonly index: number
    readonly document: RuleDocument
  }[]
}

const dayMs = 86_400_000

/** Rules without a hit in the last days. One that only confirms values is among them. */
export async function idleRules(
  rulesDb: Db,
  { days = 90 }: { readonly days?: number } = {},
): Promise<IdleRules> {
  const store = openRuleStore(rulesDb)
  const [hits, { rules }] = await Promise.all([
    store.washes.hits(new Date(Date.now() - days * dayMs)),
    store.exportSet(),
  ])
  const since = hits[0]?.day
  if (since === undefined) return { since, rules: [] }
  const busy = new Set(hits.map(({ ruleType, ruleId }) => `${ruleType} ${ruleId}`))
  const idle = ruleCollections.flatMap((collection) =>
    rules[collection].flatMap((document, index) => {
      const id = String(document['_id'])
      return busy.has(`${collection} ${id}`) ? [] : [{ collection, id, index, document }]
    }),
  )
  return { since, rules: idle }
}
