import type { Claim } from '@dwmops/mongo-queue'
import type { EloquaContext } from '../connect-stage.ts'
import type { SyncJournal } from '../syncs/sync-journal.ts'
import { UnknownSyncs } from '../syncs/unknown-syncs.ts'
import { mayHaveStarted } from './claims/adopted-claim.ts'
import { type HaltReason, splitBudget } from './import-records.ts'
import type { ImportedFromQueue, QueueImport } from './queue-import.ts'

/** What the work on all claims of a run shares. */
export class ImportRun {
  readonly tally: ImportedFromQueue = { success: 0, warning: 0, errored: 0, adopted: 0, leasesLost: 0 }
  readonly budget = splitBudget()
  readonly unknown = new UnknownSyncs()
  readonly context: EloquaContext
  readonly order: QueueImport
  /** Records went back that no claim had room for: one more claim may hold them. */
  hasDeferred = false
  readonly #connect: () => Promise<SyncJournal>
  #journal: Promise<SyncJournal> | undefined

  constructor(context: EloquaContext, connect: () => Promise<SyncJournal>, order: QueueImport) {
    this.context = context
    this.order = order
    this.#connect = connect
  }

  /** Connects to Eloqua where nothing has before: a run that finds nothing to do never does. */
  journal(): Promise<SyncJournal> {
    this.#journal ??= this.#connect()
    return this.#journal
  }

  /** The run goes no further, for this reason. */
  halt(reason: HaltReason): 'halted' {
    this.tally.haltedBy = reason
    return 'halted'
  }

  async mayHaveStarted(claim: Claim): Promise<boolean> {
    if (claim.syncId === undefined || this.#journal === undefined) return claim.syncId !== undefined
    return mayHaveStarted(await this.#journal, claim)
  }
}
