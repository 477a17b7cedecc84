import { openRuleStore } from '@dwmops/rule-store'
import type { Db } from 'mongodb'
import type { RuleRef } from '../preview/preview.ts'

/** Values changed by each rule, day by day. A rule that only confirms values has no hits. */
export interface HitsByRule {
  /** Days, UTC, oldest first: `2026-01-31`. */
  readonly days: readonly string[]
  /** Most hits first. */
  readonly rules: readonly (RuleRef & { readonly total: number; readonly byDay: readonly number[] })[]
}

const dayMs = 86_400_000

/** Hits of the last days, today included; counted by wash-contacts, so that reading them costs little. */
export async function ruleHits(
  rulesDb: Db,
  { days: count = 30 }: { readonly days?: number } = {},
): Promise<HitsByRule> {
  const today = Date.now()
  const days = Array.from({ length: count }, (_, back) => dayOf(today - (count - 1 - back) * dayMs))
  const placeOf = new Map(days.map((day, place) => [day, place]))
  const rules = new Map<string, RuleRef & { total: number; byDay: number[] }>()
  for (const { day, ruleType, ruleId, hits } of await openRuleStore(rulesDb).washes.hits(
    new Date(days[0] ?? today),
  )) {
    const name = `${ruleType} ${ruleId}`
    const rule = rules.get(name) ?? { ruleType, ruleId, total: 0, byDay: days.map(() => 0) }
    rules.set(name, rule)
    rule.total += hits
    const place = placeOf.get(day) ?? -1
    rule.byDay[place] = (rule.byDay[place] ?? 0) + hits
  }
  return { days, rules: [...rules.values()].toSorted((one, other) => other.total - one.total) }
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}
