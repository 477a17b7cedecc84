import type { PatternOutline } from './scan/outline.ts'
import type { CompiledTemplate } from './template.ts'

/** What is known of every text that a pattern can match; sound, so an index may skip what does not fit. */
export interface PatternFacts {
  /** Code points one of which every matching value begins with (all cases included); undefined = any, or may be empty. */
  readonly firstCharacters: ReadonlySet<number> | undefined
  /** Texts all of which `comparable(value)` contains whenever the pattern matches at the start of the value. */
  readonly requiredLiterals: readonly string[]
  /** The least number of code points in a match. */
  readonly minLength: number
  /** True when the pattern is proved to match at the start of every value of one line (so later rules are dead). */
  readonly coversEverything: boolean
  /** True when the pattern is proved to match at the start of every value of one line that is not empty. */
  readonly coversNonEmpty: boolean
  /** True when a match at the start of a value of one line always takes all of it. */
  readonly takesAll: boolean
  /** The only text that matches, when the pattern is one plain text (in comparable form); else undefined. */
  readonly exactText: string | undefined
  /** Any value that begins with this text (in comparable form) matches, when that is proved; else undefined. */
  readonly coversPrefix: string | undefined
}

/** A Python pattern made ready: `re.match` and `re.sub` with IGNORECASE, on cleaned text. */
export interface CompiledPattern extends PatternFacts {
  readonly pattern: string
  readonly groupCount: number
  readonly groupNames: ReadonlyMap<string, number>
  /** What a scan of many patterns goes by. */
  readonly outline: PatternOutline
  /** Values of some `length` characters on which the pattern has most to try, for those who want to see how it fares. */
  hostileValues(length: number): readonly string[]
  /** True when `re.match(pattern, value, re.I)` finds something. Throws StepsExhausted. */
  matchesAtStart(value: string): boolean
  /**
   * `re.sub(pattern, replacement, value, flags=re.I)`; throws PatternError (TEMPLATE_SYNTAX) when the template is bad, StepsExhausted, and
   * ResultTooLong for a result of more than `maxLength` UTF-16 units (unlimited unless given).
   */
  substitute(value: string, template: CompiledTemplate, maxLength?: number): string
}
