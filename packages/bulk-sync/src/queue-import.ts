import type { Claim, Item, Queue } from '@dwmops/mongo-queue'
import type { CarriedRecord } from './import-part.ts'
import type { BatchTally, HaltReason, ImportGroup } from './import-records.ts'
import type { ImportKeys, RecordResult } from './record-results.ts'
import type { SyncJournal } from './sync-journal.ts'
import type { EndedOutcome } from './sync-outcome.ts'
import type { SyncPostponedError } from './sync-postponed-error.ts'

/** How a queue's records go into Eloqua, and where they go after. */
export interface QueueImport {
  readonly queue: Queue
  readonly from: string
  readonly batchSize: number
  /** How long a run is silent before its syncs are resumed. */
  readonly leaseMs: number
  readonly upload: { readonly maxRows: number; readonly maxBytes: number }
  readonly planner: ImportPlanner
  /** Called with what became of records before they are settled, and again when a killed run is resumed between the two. */
  recordResults?(claim: Claim, results: readonly RecordResult[]): Promise<void>
  /** What Eloqua refuses as a whole, and would again, becomes dead letters; else it waits for the settings to be put right. */
  readonly buryRefused?: true
  /** Where an imported record goes. */
  readonly next: 'done' | { readonly queue: string }
}

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

/** What a run's imports came to. */
export interface ImportedFromQueue extends BatchTally {
  adopted: number
  leasesLost: number
  /** Why the run went no further, though there may be more to import. */
  haltedBy?: HaltReason
}
