import type { TextLetters } from './text-letters.ts'

/** A match: where it ends, and where its groups begin and end (-1: not set), as places in the text. */
export interface Found {
  readonly end: number
  readonly marks: Int32Array
}

/** Finds the matches of one pattern, the way Python does. */
export interface Matcher {
  /** True when a match begins at the start of the value. */
  matchesAtStart(value: string): boolean
  /** Reads a value for `find`. */
  read(value: string): TextLetters
  /** The match that begins at a place of the value read last, if any; good until the next call. */
  find(place: number, nonEmpty: boolean): Found | undefined
}
