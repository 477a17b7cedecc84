import type { SyncVerdict } from '@dwmops/eloqua-client'
import type { LedgerEntry, SyncKind } from '@dwmops/sync-ledger'
import type { EndedOutcome } from './syncs/sync-outcome.ts'

/** What a test says of a sync that has ended; the rest is that of a good import. */
export interface EndedParts {
  readonly kind?: SyncKind
  readonly data?: LedgerEntry['data']
  readonly verdict?: Partial<SyncVerdict>
}

/** A sync that has ended, for tests of what is made of its end. */
export function endedOutcome({ kind = 'import', data, verdict = {} }: EndedParts = {}): EndedOutcome {
  const entry = {
    id: 'e1',
    stage: 'post-contacts',
    kind,
    state: 'started',
    definitionUri: '/contacts/imports/1',
  }
  return {
    state: 'ended',
    entry: { ...entry, ...(data && { data }), plannedAt: new Date(0), seenAt: new Date(0) } as LedgerEntry,
    sync: { uri: '/syncs/1', status: 'success', end: 'success' } as EndedOutcome['sync'],
    verdict: { result: 'ok', codes: [], unknownCodes: [], counts: {}, empty: false, ...verdict },
  }
}
