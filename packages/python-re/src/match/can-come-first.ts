import type { First } from '../tree/first-set.ts'
import { codePointEnd } from '../unicode/char-set.ts'

/** True when a part that must take a character, or stand at the end of the text, can begin where this code comes. */
export function canComeFirst({ set, atEnd }: First, code: number): boolean {
  return set.has(code) || (atEnd && code === codePointEnd)
}
