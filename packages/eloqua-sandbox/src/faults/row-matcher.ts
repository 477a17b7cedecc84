import { placeOf } from '../random.ts'
import type { FaultArguments } from './active-faults.ts'
import { glob } from './glob.ts'

/** Decides by its identifier whether a row is meant by `match` (patterns by `|`) or by `share` (a part of all, by seed). */
export function rowMatcher(args: FaultArguments, seed: number): (identifier: string) => boolean {
  const match = args['match'] ?? ''
  const share = Number(args['share'] ?? '')
  const patterns = match === '' ? [] : match.split('|').map(oneOf)
  return (identifier) =>
    patterns.some((pattern) => pattern.test(identifier)) ||
    (share > 0 && placeOf(seed, identifier.trim().toLowerCase()) < share)
}

/** Without `*` a pattern is a part of the identifier. */
function oneOf(pattern: string): RegExp {
  return glob(pattern.includes('*') ? pattern : `*${pattern}*`)
}
