import type { LedgerEntry, SyncKind } from '@dwmops/sync-ledger'

/** A run could not do its work: a sync of Eloqua has not ended, or the hourly quota leaves none. Later runs go on. */
export class SyncPostponedError extends Error {
  override readonly name = 'SyncPostponedError'
  readonly code = 'SYNC_POSTPONED'
  readonly retryable = true

  /** The hour's share of syncs is used up. */
  static noQuota(kind: SyncKind): SyncPostponedError {
    return new SyncPostponedError(`the hourly sync quota leaves no further ${kind}: a later run starts it`)
  }

  /** The run had to end before the sync was started. */
  static noTime(kind: SyncKind): SyncPostponedError {
    return new SyncPostponedError(`no time left for the ${kind} in this run: the next run starts it`)
  }

  /** A claim names a sync that the ledger does not hold. */
  static unknownEntry(entryId: string): SyncPostponedError {
    return new SyncPostponedError(
      `a claim names the sync ${entryId}, which the ledger does not hold: its records may have been sent, and wait. ` +
        'They are sent again after 6 hours; to send them at once, release the claim (dwm queue release)',
    )
  }

  /** The sync goes on beyond the run. */
  static notEnded({ kind, syncUri }: LedgerEntry): SyncPostponedError {
    return new SyncPostponedError(`the ${kind} ${syncUri} has not ended in this run: the next run follows it`)
  }
}
