import type { LintFinding } from '@dwmops/core'
import type { RuleSet } from '../rules/rule-collections.ts'

/**
 * The largest set that is published, imported or linted. Measured on one core: 1,000,000 lookups take 0.6 GB and 1.4 s to compile;
 * patterns without any literal text 31 KB and 0.4 ms each, so that 20,000 of them take 0.6 GB and 8 s.
 */
export const setLimits = { rules: 1_000_000, patterns: 20_000 } as const

const ofPatterns: readonly string[] = ['genericRegex', 'fieldSpecificRegex', 'normRegex', 'deriveRegex']

/** An error for each limit that a set of so many rules in each collection is over; none for nearly all. */
export function overLimits(
  counts: Readonly<Record<string, number>>,
  limits: Limits = setLimits,
): LintFinding[] {
  const entries = Object.entries(counts)
  const sum = (parts: typeof entries) => parts.reduce((total, [, count]) => total + count, 0)
  const patterns = entries.filter(([collection]) => ofPatterns.includes(collection))
  return [
    ...finding('too-many-rules', 'rules', sum(entries), limits.rules),
    ...finding('too-many-patterns', 'rules with patterns', sum(patterns), limits.patterns),
  ]
}

/** How many rules a set has in each collection. */
export function countsOf(rules: RuleSet['rules']): Record<string, number> {
  return Object.fromEntries(Object.entries(rules).map(([collection, list]) => [collection, list.length]))
}

interface Limits {
  readonly rules: number
  readonly patterns: number
}

function finding(code: string, what: string, count: number, most: number): LintFinding[] {
  if (count <= most) return []
  const reason = `${count} ${what}; ${most} at most`
  const suggestion = 'use lookups in place of patterns, and remove rules that hit nothing (dwm rules hits)'
  return [{ severity: 'error', code, collection: '-', id: '-', reason, suggestion }]
}
