import type { RuleType, RuleTypeCounts } from '../rules/rule-documents.ts'

/** A record: field names to values. Text is washed; null is passed over; other kinds are errors in a washed field. */
export type WashRecord = Readonly<Record<string, unknown>>

/** One change of one field, in the order in which it was made. */
export interface FieldChange {
  readonly from: unknown
  readonly to: unknown
  /** What the new value was derived from, in the original's own shapes. */
  readonly using?: Readonly<Record<string, unknown>> | undefined
  /** The pattern that matched, as it stands in the rule. */
  readonly pattern?: string | undefined
}

/** A `FieldChange` with where it happened and by which rule. */
export interface WashChange extends FieldChange {
  readonly field: string
  readonly ruleType: RuleType
  /** `_id` of the rule that did it; undefined when the document has none, or when no rule did it (copies, functions, blanking). */
  readonly ruleId: unknown
  /** Position of that rule in its collection, from 0; undefined when no rule did it. */
  readonly ruleIndex: number | undefined
}

/**
 * The document for contactHistory, without `_id`: field -> rule type -> change, and at its top level `timestamp`
 * (whole seconds), the id under the config's name for it, `configName` and `_current` (0 = newest).
 */
export type HistoryDocument = Record<string, unknown>

/** Why a record could not be washed. Holds no value of the record but its id. */
export interface WashFailure {
  readonly code: WashFailureCode
  /** The record's id field, undefined when it has none. */
  readonly id: unknown
  readonly field: string | undefined
  /** The rule type or function that could not work. */
  readonly rule: string | undefined
  readonly reason: string
}

export type WashFailureCode =
  /** The record is no object. */
  | 'NOT_A_RECORD'
  /** A field that has to be washed holds a number, a boolean, a list or an object. */
  | 'NOT_TEXT'
  /** The field that identifies the record in its history is absent. */
  | 'NO_ID'
  /** A pattern needs more steps for a value than any value may take. */
  | 'TOO_COSTLY'
  /** What the rules make of the record fits in no document. */
  | 'RESULT_TOO_LARGE'
  /** The engine itself failed, which is to be reported. */
  | 'ENGINE_FAULT'

export interface Washed {
  readonly ok: true
  /** A new object; the input is never changed. */
  readonly record: Record<string, unknown>
  /** undefined when the config writes no history. */
  readonly history: HistoryDocument | undefined
  /** True when any field of `record` differs from the input. */
  readonly changed: boolean
  /** How often each rule type took hold, whether or not the value changed by it. */
  readonly hits: RuleTypeCounts
  readonly changes: readonly WashChange[]
  /** Bytes that the changes take where they are stored; an upper bound, for those who keep many results at once. */
  readonly changeBytes: number
}

export type WashResult = Washed | { readonly ok: false; readonly error: WashFailure }
