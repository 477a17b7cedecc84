import { CharSet } from './char-set.ts'
import { lettersAlike, lowerCaseRuns } from './unicode-data.ts'

/** How a pattern part compares letters: exactly, A-Z only (ASCII flag), or as Python's IGNORECASE for str. */
export type Fold = 'none' | 'ascii' | 'unicode'

const lowerOf = readLowerCase()
const uppersOf = invert(lowerOf)
const alike = readAlike()
const unicodeSpreads = new WeakMap<CharSet, CharSet>()
const asciiSpreads = new WeakMap<CharSet, CharSet>()
const allCases = new WeakMap<CharSet, CharSet>()

/** The lower-case letter that stands for a code point in comparisons; the code point itself when it has none. */
export function lowerCase(code: number, fold: Fold): number {
  if (fold === 'none') return code
  if (code < 128 || fold === 'ascii') return code >= 65 && code <= 90 ? code + 32 : code
  return lowerOf.get(code) ?? code
}

/** Lower-case letters (other than this one) which match this lower-case letter under IGNORECASE. */
export function lettersLike(lower: number, fold: Fold): readonly number[] {
  return fold === 'unicode' ? (alike.get(lower) ?? []) : []
}

/** All code points whose lower-case letter is in the set: what a folded set matches. */
export function spread(lowers: CharSet, fold: Fold): CharSet {
  if (fold === 'none') return lowers
  const spreads = fold === 'ascii' ? asciiSpreads : unicodeSpreads
  const known = spreads.get(lowers)
  if (known !== undefined) return known
  const result = lowers.size <= 8 ? spreadFew(lowers, fold) : spreadMany(lowers, fold)
  spreads.set(lowers, result)
  return result
}

/** The set with all code points that have the lower-case letter of one in it. */
export function withAllCases(set: CharSet): CharSet {
  const known = allCases.get(set)
  if (known !== undefined) return known
  const lowers: number[] = []
  for (const [upper, lower] of lowerOf) if (set.has(upper)) lowers.push(lower)
  const wide = set.union(CharSet.of(...lowers))
  const result = wide.union(spread(wide, 'unicode'))
  allCases.set(set, result)
  return result
}

function spreadFew(lowers: CharSet, fold: Fold): CharSet {
  const codes: number[] = []
  for (const [low, high] of lowers.ranges()) {
    for (let code = low; code <= high; code++) {
      if (lowerCase(code, fold) === code) codes.push(code)
      codes.push(...uppers(code, fold))
    }
  }
  return CharSet.of(...codes)
}

function spreadMany(lowers: CharSet, fold: Fold): CharSet {
  const add: number[] = []
  const drop: number[] = []
  for (const [upper, lower] of fold === 'ascii' ? asciiPairs() : lowerOf) {
    if (lowers.has(lower)) add.push(upper)
    else drop.push(upper)
  }
  const kept = lowers
    .complement()
    .union(CharSet.of(...drop))
    .complement()
  return kept.union(CharSet.of(...add))
}

function uppers(lower: number, fold: Fold): readonly number[] {
  if (fold === 'ascii') return lower >= 97 && lower <= 122 ? [lower - 32] : []
  return uppersOf.get(lower) ?? []
}

function* asciiPairs(): IterableIterator<[number, number]> {
  for (let upper = 65; upper <= 90; upper++) yield [upper, upper + 32]
}

function readLowerCase(): Map<number, number> {
  const pairs = new Map<number, number>()
  let first = 0
  for (const run of lowerCaseRuns.split(' ')) {
    const [ahead = 0, count = 0, step = 0, distance = 0] = run.split(',').map((n) => Number.parseInt(n, 36))
    first += ahead
    for (let i = 0; i < count; i++) pairs.set(first + i * step, first + i * step + distance)
  }
  return pairs
}

function invert(pairs: ReadonlyMap<number, number>): Map<number, number[]> {
  const inverse = new Map<number, number[]>()
  for (const [upper, lower] of pairs) inverse.set(lower, [...(inverse.get(lower) ?? []), upper])
  return inverse
}

function readAlike(): Map<number, number[]> {
  const table = new Map<number, number[]>()
  for (const group of lettersAlike.split(' ')) {
    const codes = group.split(',').map((code) => Number.parseInt(code, 36))
    for (const code of codes) {
      table.set(
        code,
        codes.filter((other) => other !== code),
      )
    }
  }
  return table
}
