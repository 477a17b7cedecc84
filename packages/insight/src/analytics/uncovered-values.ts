import { compileWasher, type Washer } from '@dwmops/core'
import { openQueueReader } from '@dwmops/mongo-queue'
import { openRuleStore } from '@dwmops/rule-store'
import type { Databases } from '../databases.ts'
import { FrequentValues } from './frequent-values.ts'
import { type KnownResults, knownResults } from './known-results.ts'
import { Neighbors } from './neighbors.ts'
import { type RuleSuggestion, suggestRule } from './suggest-rule.ts'

/** Values of a field that no rule changes and no rule results in, with a rule where one can be guessed. */
export interface UncoveredField {
  readonly field: string
  /** Most frequent first. */
  readonly values: readonly {
    readonly value: string
    readonly contacts: number
    /** Undefined where no known text is near. */
    readonly suggestion: RuleSuggestion | undefined
    /** What rules of the field lead to and is nearest to the value: to choose from. */
    readonly neighbors: readonly string[]
  }[]
}

export interface UncoveredValues {
  /** Contacts that were looked at. */
  readonly looked: number
  readonly fields: readonly UncoveredField[]
}

export interface UncoveredOptions {
  readonly configName: string
  /** Values reported of each field, 100 unless given. */
  readonly limit?: number
  /** Contacts looked at, 50,000 unless given. */
  readonly contacts?: number
}

/**
 * Washes contacts that the queues know, those done in the last week too, and counts what is left as it was in fields that have rules to
 * bring values into one form. Throws ConfigNotFoundError, ConfigError.
 */
export async function uncoveredValues(
  { queueDb, rulesDb }: Databases,
  { configName, limit = 100, contacts = 50_000 }: UncoveredOptions,
): Promise<UncoveredValues> {
  const { rules, config } = await openRuleStore(rulesDb).snapshot(configName)
  const washer = compileWasher(rules, config)
  const known = knownResults(rules, config)
  const counts = new Map([...known.keys()].map((field) => [field, new FrequentValues()]))
  const queue = openQueueReader(queueDb)
  let looked = 0
  for await (const page of queue.walk({ states: ['ready', 'claimed', 'done'] })) {
    for (const { payload } of page.slice(0, contacts - looked)) countUncovered(washer, payload, known, counts)
    looked = Math.min(contacts, looked + page.length)
    if (looked === contacts) break
  }
  const fields = [...known].map(([field, results]) => {
    const neighbors = new Neighbors(results)
    const values = (counts.get(field)?.most(limit) ?? []).map(({ value, count }) => ({
      value,
      contacts: count,
      suggestion: suggestRule(field, value, results),
      neighbors: neighbors.of(value),
    }))
    return { field, values }
  })
  return { looked, fields: fields.filter(({ values }) => values.length > 0) }
}

function countUncovered(
  washer: Washer,
  payload: Readonly<Record<string, unknown>>,
  known: ReadonlyMap<string, KnownResults>,
  counts: ReadonlyMap<string, FrequentValues>,
): void {
  const washed = washer.wash(payload, 0)
  if (!washed.ok) return
  const touched = new Set(washed.changes.map(({ field }) => field))
  for (const [field, { results }] of known) {
    const value = washed.record[field]
    if (typeof value !== 'string' || value.trim() === '' || touched.has(field) || results.has(value)) continue
    counts.get(field)?.add(value)
  }
}
