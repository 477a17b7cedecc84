import { CharSet } from '../unicode/char-set.ts'
import { type Fold, lettersLike, lowerCase, spread } from '../unicode/letter-case.ts'

/** One member of a character set as written: a range (a single character is a range of one) or a class like \d. */
export type SetItem =
  | { readonly kind: 'literal'; readonly code: number }
  | { readonly kind: 'range'; readonly low: number; readonly high: number }
  | { readonly kind: 'class'; readonly set: CharSet }

const astral = 0x10000
const letterEnds = 0x1e944

/** What a set of these items matches under a fold, before negation. */
export function resolveItems(items: readonly SetItem[], fold: Fold): CharSet {
  const ranges: [number, number][] = []
  for (const item of items) {
    if (item.kind === 'class') for (const [low, high] of item.set.ranges()) ranges.push([low, high])
    else if (fold === 'none')
      ranges.push(item.kind === 'literal' ? [item.code, item.code] : [item.low, item.high])
    else if (item.kind === 'range') ranges.push(...foldedRange(item.low, item.high, fold))
    else ranges.push(...foldedMember(item.code, fold))
  }
  return spread(CharSet.ofRanges(ranges), fold)
}

/** What one literal character outside a set matches under a fold. */
export function resolveLiteral(code: number, fold: Fold): CharSet {
  const lower = lowerCase(code, fold)
  return spread(CharSet.of(lower, ...lettersLike(lower, fold)), fold)
}

/**
 * A letter beyond U+FFFF inside a set is compared with the lower-case letter of the text as it stands, so a capital
 * one matches nothing there: CPython's `_optimize_charset` gives up folding at that point.
 */
function foldedMember(code: number, fold: Fold): [number, number][] {
  if (code >= astral) return [[code, code]]
  const lower = lowerCase(code, fold)
  return [lower, ...lettersLike(lower, fold)].map((letter) => [letter, letter])
}

function foldedRange(low: number, high: number, fold: Fold): [number, number][] {
  const ranges: [number, number][] = []
  if (high >= astral) ranges.push([Math.max(low, astral), high])
  let start = low
  for (let code = low; code <= Math.min(high, letterEnds); code++) {
    const lower = lowerCase(code, code >= astral ? 'unicode' : fold)
    const like = lettersLike(lower, fold)
    if (lower === code && like.length === 0) continue
    if (lower !== code) {
      if (start < code) ranges.push([start, code - 1])
      start = code + 1
      ranges.push([lower, lower])
    }
    for (const letter of like) ranges.push([letter, letter])
  }
  if (start <= high) ranges.push([start, high])
  return ranges
}
