import { type Fold, lowerCase } from '../unicode/letter-case.ts'

/** How many characters from one place on are the same, in whatever case, as those from another place on; `most` at most. */
export function sameLength(codes: Int32Array, one: number, other: number, most: number, fold: Fold): number {
  let same = 0
  while (same < most && isSame(codes, one + same, other + same, fold)) same++
  return same
}

/** True when the same character stands at both places, in whatever case. */
export function isSame(codes: Int32Array, one: number, other: number, fold: Fold): boolean {
  const [left, right] = [codes[one] as number, codes[other] as number]
  return left === right || lowerCase(left, fold) === lowerCase(right, fold)
}
