import { clean } from '@dwmops/core'
import { distance } from 'fastest-levenshtein'
import type { KnownResults } from './known-results.ts'

/** A rule for a value that none covers: for a person to take, change or leave. */
export interface RuleSuggestion {
  readonly collection: 'normLookup'
  readonly document: { readonly fieldName: string; readonly find: string; readonly replace: string }
  /** similar: it is nearly a text that a rule knows. contains: it holds one as words. */
  readonly why: 'similar' | 'contains'
}

/** One letter in five may differ. */
const lettersAMistake = 5

/** Suggests where a value leads: to what the nearest known text leads to. Undefined where none is near: that it may stay as it is would be a guess. */
export function suggestRule(
  field: string,
  value: string,
  { leadsTo }: KnownResults,
): RuleSuggestion | undefined {
  const find = clean(value)
  const similar = nearest(find, leadsTo)
  const contained = similar ?? longestWithin(find, leadsTo)
  if (contained === undefined) return undefined
  const why = similar !== undefined ? 'similar' : 'contains'
  return { collection: 'normLookup', document: { fieldName: field, find, replace: contained }, why }
}

function nearest(find: string, leadsTo: ReadonlyMap<string, string>): string | undefined {
  const allowed = Math.floor(find.length / lettersAMistake)
  let best: { readonly replace: string; readonly mistakes: number } | undefined
  for (const [text, replace] of leadsTo) {
    if (Math.abs(text.length - find.length) > allowed) continue
    const mistakes = distance(text, find)
    if (mistakes <= allowed && mistakes < (best?.mistakes ?? Number.POSITIVE_INFINITY))
      best = { replace, mistakes }
  }
  return best?.replace
}

/** The longest known text that stands in the value as whole words. */
function longestWithin(find: string, leadsTo: ReadonlyMap<string, string>): string | undefined {
  const words = find.split(/[^\p{L}\p{N}]+/u)
  let longest = ''
  for (let from = 0; from < words.length; from += 1) {
    for (let to = from + 1; to <= words.length; to += 1) {
      const text = words.slice(from, to).join(' ')
      if (text.length > Math.max(longest.length, 2) && leadsTo.has(text)) longest = text
    }
  }
  return leadsTo.get(longest)
}
