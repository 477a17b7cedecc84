import type { LedgerEntry, SyncKind } from '@dwmops/sync-ledger'

/** A run could not do its work: Eloqua does not come to the end of a sync, or there is no room for another one. Later runs go on. */
export class SyncPostponedError extends Error {
  override readonly name = 'SyncPostponedError'
  readonly code = 'SYNC_POSTPONED'
  readonly retryable = true

  /** The hour's share of syncs is used up. */
  static noRoom(kind: SyncKind): SyncPostponedError {
    return new SyncPostponedError(`no room for another ${kind} in this hour: a later run begins it`)
  }

  /** Its run had to end before it was begun. */
  static noTime(kind: SyncKind): SyncPostponedError {
    return new SyncPostponedError(`no time left for the ${kind} within this run: the next one begins it`)
  }

  /** A claim names it, but the ledger does not hold it. */
  static unknownEntry(entryId: string): SyncPostponedError {
    return new SyncPostponedError(
      `a claim names the sync ${entryId}, which the ledger does not hold: its records may have been sent, and wait. ` +
        'They are sent again after 6 hours, or at once when a person releases the claim (dwm queue release)',
    )
  }

  /** It goes on beyond the run. */
  static notEnded({ kind, syncUri }: LedgerEntry): SyncPostponedError {
    return new SyncPostponedError(
      `the ${kind} ${syncUri} has not ended within this run: the next one follows it`,
    )
  }
}
