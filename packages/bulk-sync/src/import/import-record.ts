import type { Row } from '@dwmops/eloqua-client'

/** A record to import: its row holds every key of the definition. */
export interface ImportRecord {
  readonly id: string
  readonly row: Row
}

/**
 * What an import made of a record. `rejected`: for good, with Eloqua's code and words. `again`: it is to be imported another time;
 * `countsAttempt`: that is an attempt, as something may be wrong with it; `refusedAs`: the code by which Eloqua refused its import as a
 * whole, and would again.
 */
export type RecordResult =
  | { readonly id: string; readonly result: 'accepted' }
  | { readonly id: string; readonly result: 'rejected'; readonly code: string; readonly message: string }
  | {
      readonly id: string
      readonly result: 'again'
      readonly message: string
      readonly countsAttempt?: true
      readonly refusedAs?: string
    }

/** What is known of the keys of an import. */
export interface ImportKeys {
  readonly identifier: string
  /** Names of fields whose invalid value keeps a row out, the identifier among them: keys, and what else Eloqua may call them. */
  readonly unique: readonly string[]
  readonly ofContacts?: true
  /** The import creates nobody: who is not there is gone. */
  readonly updatesOnly?: boolean
}
