import type { Queue } from '@dwmops/mongo-queue'
import type { ClaimEnd, ClaimImport } from './claims/import-claim.ts'
import type { ImportPlanner } from './import-planner.ts'
import type { BatchTally, HaltReason } from './import-records.ts'

/** How a queue's records go into Eloqua, and where they go after. */
export interface QueueImport {
  readonly queue: Queue
  readonly from: string
  readonly batchSize: number
  /** How long a run is silent before its syncs are resumed. */
  readonly leaseMs: number
  readonly upload: { readonly maxRows: number; readonly maxBytes: number }
  readonly planner: ImportPlanner
  /** Imports the records of one claim: {@link importClaim} unless given. */
  importClaim?(importing: ClaimImport): Promise<ClaimEnd>
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
