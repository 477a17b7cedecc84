import type { Found } from './linear-matcher.ts'
import type { TextLetters } from './text-letters.ts'

/** Finds the matches of one pattern, the way Python does. */
export interface Matcher {
  /** True when a match begins at the start of the value. */
  matchesAtStart(value: string): boolean
  /** Reads a value for `find`. */
  read(value: string): TextLetters
  /** The match that begins at a place of the value read last, if any; good until the next call. */
  find(place: number, nonEmpty: boolean): Found | undefined
}
