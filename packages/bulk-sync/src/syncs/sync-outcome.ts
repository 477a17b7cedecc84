import { EloquaSyncFailedError, type EndedSync, type SyncVerdict } from '@dwmops/eloqua-client'
import type { LedgerEntry } from '@dwmops/sync-ledger'
import type { SyncPostponedError } from './sync-postponed-error.ts'

/**
 * How far a sync came. `unfinished`: the run had to end first, a later run follows it. `not-begun`: the hour's share is used up, as
 * `postponed` says, or it was not alone.
 */
export type SyncOutcome =
  | {
      readonly state: 'ended'
      readonly entry: LedgerEntry
      readonly sync: EndedSync
      readonly verdict: SyncVerdict
    }
  | { readonly state: 'unfinished'; readonly entry: LedgerEntry }
  | { readonly state: 'not-begun'; readonly postponed?: SyncPostponedError }

export type EndedOutcome = SyncOutcome & { readonly state: 'ended' }

/** What became of the entry of a run that is gone. `never-started`: nothing reached Eloqua, the entry is closed. */
export type ResumedOutcome =
  | Exclude<SyncOutcome, { state: 'not-begun' }>
  | { readonly state: 'never-started' }

/**
 * Whether a sync did its work, rejected rows apart. An export of nothing did, whatever status Eloqua gives it; a sync of staged rows
 * that found none did not.
 */
export function isGood({ entry, verdict }: EndedOutcome): boolean {
  if (verdict.empty) return entry.kind === 'export' && verdict.codes.every((code) => code === nothingThere)
  return verdict.result === 'ok' || verdict.result === 'some-rejected'
}

const nothingThere = 'ELQ-00124'

/** The error that says how a sync ended. */
export function syncFailure({ sync, verdict }: EndedOutcome): EloquaSyncFailedError {
  return new EloquaSyncFailedError({
    syncUri: sync.uri,
    syncStatus: sync.status,
    temporary: verdict.result === 'temporary',
    statusCodes: verdict.codes.length === 0 && verdict.empty ? [nothingThere] : verdict.codes,
  })
}
