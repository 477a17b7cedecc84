import type { RuleDocuments, RuleProblem } from './rule-documents.ts'
import type { WashRecord, WashResult } from './wash-result.ts'

export interface WasherOptions {
  /** How many values each field remembers with their result; 0 switches remembering off. Default 10,000. */
  readonly memoSize?: number
}

/** What the config says about histories; keeping the chain of `_current` is the store's part. */
export interface HistorySettings {
  readonly write: boolean
  /** Key of the history document that holds the record's id. */
  readonly idName: string
  /** Field of the record that the id is read from. */
  readonly idField: string
  /** Where the stored history's `_id` goes in the record; undefined when it is not wanted. */
  readonly returnIdField: string | undefined
}

/** Rules and a config, compiled once, ready to wash any number of records. */
export interface Washer {
  readonly configName: string
  readonly history: HistorySettings
  /** Rules that were left out or mended on load; all others work. */
  readonly problems: readonly RuleProblem[]
  /** Washes one record; `timestamp` (seconds) goes into its history, as a whole number. */
  wash(record: WashRecord, timestamp: number): WashResult
}

/**
 * Compiles rules and a config document.
 * Throws ConfigError with every fault of the config, RulesError when `rules` is not `{collection: [documents]}`.
 */
export function compileWasher(_rules: RuleDocuments, _config: unknown, _options: WasherOptions = {}): Washer {
  throw new Error('compiled later')
}
