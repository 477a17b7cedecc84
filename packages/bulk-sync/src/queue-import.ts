import type { ImportDefinition, Row } from '@dwmops/eloqua-client'
import type { Claim, Item, Queue } from '@dwmops/mongo-queue'
import type { BatchTally, HaltReason } from './import-records.ts'
import type { RecordResult } from './record-results.ts'
import type { SyncJournal } from './sync-journal.ts'

/** How a queue's records go into Eloqua, and where they go after. */
export interface QueueImport {
  readonly queue: Queue
  readonly from: string
  readonly batchSize: number
  /** How long a run is silent before its syncs are taken up. */
  readonly leaseMs: number
  readonly upload: { readonly maxRows: number; readonly maxBytes: number }
  /** Made once a run and group, when there is something to import; not asked for when nothing may be written. */
  definition(journal: SyncJournal, group: string): Promise<ImportDefinition>
  /** Names the records that can go in by one definition; all of them unless given. A claim's other records wait for the next. */
  groupOf?(item: Item): string
  /** Told what became of records before they are settled, and again when a killed run is taken up between the two. */
  recordResults?(claim: Claim, results: readonly RecordResult[]): Promise<void>
  /** The row of an item, holding every key of the definition. */
  row(item: Item): Row
  /** What Eloqua refuses as a whole, and would again, becomes dead letters; else it waits for the settings to be put right. */
  readonly buryRefused?: true
  /** Where an imported record goes. */
  readonly next: 'done' | { readonly queue: string }
}

/** What a run's imports came to. */
export interface ImportedFromQueue extends BatchTally {
  adopted: number
  leasesLost: number
  /** Why the run went no further, though there may be more to import. */
  haltedBy?: HaltReason
}
