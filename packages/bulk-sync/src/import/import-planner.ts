import type { Claim, Item } from '@dwmops/mongo-queue'
import type { SyncJournal } from '../syncs/sync-journal.ts'
import type { EndedOutcome } from '../syncs/sync-outcome.ts'
import type { SyncPostponedError } from '../syncs/sync-postponed-error.ts'
import type { CarriedRecord } from './import-part.ts'
import type { ImportGroup } from './import-records.ts'
import type { ImportKeys, RecordResult } from './results/record-results.ts'

/** Says how records are imported. Asked only where Eloqua may be written to. */
export interface ImportPlanner {
  keys(journal: SyncJournal): Promise<ImportKeys>
  /** What the kinds of records are worked out by, see {@link CarriedRecord}. */
  readonly basis?: string
  /** A record as the sync of a dead run may carry it: the same by each run of the same settings. */
  carried(item: Item): CarriedRecord & { readonly identifier: string }
  /** Returns SyncPostponedError when a sync that it needs goes on beyond the run; throws it when there is no quota for one. */
  plan(journal: SyncJournal, claimed: ClaimedItems): Promise<ImportPlan | SyncPostponedError>
}

/** Items of a claim that are to be imported. */
export interface ClaimedItems {
  readonly claim: Claim
  readonly items: readonly Item[]
  /** An export that an earlier run began to plan their import. */
  readonly earlier: EndedOutcome | undefined
}

/** How records of a claim are imported; each is in one group, deferred or decided. */
export interface ImportPlan {
  readonly groups: readonly ImportGroup[]
  /** Ids of records that wait for another claim, which is no attempt. */
  readonly deferred?: readonly string[]
  /** What is known of records before anything is sent. */
  readonly decided?: readonly RecordResult[]
}
