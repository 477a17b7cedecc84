import type { Db } from 'mongodb'

/** How often a rule changed a value on a day. */
export interface RuleHits {
  /** The day, UTC: `2026-01-31`. */
  readonly day: string
  readonly ruleType: string
  /** `_id` of the rule as text; undefined for what no rule did (copies, functions). */
  readonly ruleId: string | undefined
  readonly hits: number
}

/** A document of `ruleHits`: the counters of some rules of one type on one day. */
export interface HitsDocument {
  readonly _id: string
  readonly day: Date
  readonly ruleType: string
  readonly hits: Readonly<Record<string, number>>
}

export const hitsName = 'ruleHits'

/** A year, and a month to look back on it. */
export const hitsKeptDays = 400

const noRule = '-'
const idMark = '='

/** A rule's id as a key of a document, where a dot or a dollar would mean something else. */
export function idKey(ruleId: string | undefined): string {
  return ruleId === undefined ? noRule : `${idMark}${encodeURIComponent(ruleId).replaceAll('.', '%2E')}`
}

/** Hits by rule and day since a time, oldest day first. */
export async function readRuleHits(db: Db, since: Date): Promise<RuleHits[]> {
  const first = new Date(since.toISOString().slice(0, 10))
  const found = await db
    .collection<HitsDocument>(hitsName)
    .find({ day: { $gte: first } })
    .sort({ day: 1 })
    .toArray()
  const sums = new Map<string, { -readonly [K in keyof RuleHits]: RuleHits[K] }>()
  for (const { day, ruleType, hits } of found) {
    for (const [key, count] of Object.entries(hits)) {
      const dayText = day.toISOString().slice(0, 10)
      const name = `${dayText} ${ruleType} ${key}`
      const sum = sums.get(name)
      if (sum !== undefined) sum.hits += count
      else sums.set(name, { day: dayText, ruleType, ruleId: ruleIdOf(key), hits: count })
    }
  }
  return [...sums.values()]
}

function ruleIdOf(key: string): string | undefined {
  return key === noRule ? undefined : decodeURIComponent(key.slice(idMark.length))
}
