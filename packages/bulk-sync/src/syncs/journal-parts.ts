import type { Eloqua } from '@dwmops/eloqua-client'
import type { Ledger } from '@dwmops/sync-ledger'
import type { Logger } from 'pino'

/** What running and following syncs takes. */
export interface JournalParts {
  readonly eloqua: Eloqua
  readonly ledger: Ledger
  readonly log: Logger
  /** Aborted when the run has to end: nothing is waited for any more. */
  readonly stopSignal: AbortSignal
  readonly firstPollMs: number
  /** Adds to the counts of the run. */
  readonly count: (more: Readonly<Record<string, number>>) => void
  /** Whether Eloqua may be written to; else nothing but looks at it comes of syncs that others left. */
  readonly mayWrite: boolean
}
