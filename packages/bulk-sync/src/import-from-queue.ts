import { recordClaimEvent } from '@dwmops/job-runner'
import { type Claim, claimsAhead, type Freed, LeaseLostError } from '@dwmops/mongo-queue'
import { openLedger } from '@dwmops/sync-ledger'
import { isUnderWay, mayHaveStarted } from './adopted-claim.ts'
import type { EloquaContext } from './connect-stage.ts'
import { countsAttempt } from './counts-attempt.ts'
import { importClaim } from './import-claim.ts'
import { type HaltReason, type ImportEnd, type ImportOrder, splitBudget } from './import-records.ts'
import { outcomeOf } from './outcome-of.ts'
import type { ImportedFromQueue, QueueImport } from './queue-import.ts'
import type { RecordResult } from './record-results.ts'
import { isRefusal, type Refusal, refusedBy, refusedRejected } from './refused-imports.ts'
import { reportSync } from './report-sync.ts'
import type { SyncJournal } from './sync-journal.ts'
import { SyncPostponedError } from './sync-postponed-error.ts'
import { UnknownSyncs } from './unknown-syncs.ts'

/**
 * Imports a queue's records claim by claim: first the claims of dead runs whose sync has ended, then new ones, until the queue
 * holds no full batch more or the run has to end; then syncs that still run are waited for. One that never ends holds up its own
 * records alone.
 */
export async function importFromQueue(
  context: EloquaContext,
  connect: () => Promise<SyncJournal>,
  order: QueueImport,
): Promise<ImportedFromQueue> {
  const run = new QueueImportRun(context, connect, order)
  try {
    if (await run.workEnded()) await run.workQueued()
    await run.workAdopted()
    await run.resumeOrphans()
  } finally {
    await run.abandonUnknown()
  }
  return run.tally
}

class QueueImportRun {
  readonly tally: ImportedFromQueue = { success: 0, warning: 0, errored: 0, adopted: 0, leasesLost: 0 }
  readonly #context: EloquaContext
  readonly #connect: () => Promise<SyncJournal>
  readonly #order: QueueImport
  readonly #budget = splitBudget()
  readonly #unknown = new UnknownSyncs()
  #hasDeferred = false
  #journal: Promise<SyncJournal> | undefined

  constructor(context: EloquaContext, connect: () => Promise<SyncJournal>, order: QueueImport) {
    this.#context = context
    this.#connect = connect
    this.#order = order
  }

  /** Claims of dead runs whose sync does not run any more, each once; false when the run must go no further. */
  async workEnded(): Promise<boolean> {
    const { queue, from } = this.#order
    const running = new Set<string>()
    while (!this.#context.stopSignal.aborted) {
      const claim = await queue.adopt(from)
      if (claim === undefined) return true
      if (await this.#isUnderWay(claim)) {
        await claim.abandon()
        const { syncId = '' } = claim
        if (running.has(syncId)) return true
        running.add(syncId)
      } else if ((await this.#work(claim, 'adopted')) === 'halted') return false
    }
    return false
  }

  /** Claims of dead runs, one after the other, whose syncs are waited for. */
  async workAdopted(): Promise<void> {
    const { queue, from } = this.#order
    while (!this.#context.stopSignal.aborted && this.tally.haltedBy === undefined) {
      const claim = await queue.adopt(from)
      if (claim === undefined || (await this.#work(claim, 'adopted')) === 'halted') return
    }
  }

  /** Where that cannot be found out, the work on the claim meets the same error, and knows what to do about it. */
  async #isUnderWay(claim: Claim): Promise<boolean> {
    const asked = this.#connected().then((journal) => isUnderWay(journal, claim, this.#context.abortSignal))
    return asked.catch(() => false)
  }

  /** New claims, until the queue holds no full batch more. */
  async workQueued(): Promise<void> {
    for await (const claim of this.#claims()) if ((await this.#work(claim)) !== 'settled') return
  }

  /** Records that no claim has room for are claimed once more, so no claim is known to be the last then. */
  async *#claims(): AsyncGenerator<Claim> {
    const { queue, from, batchSize } = this.#order
    const { stopSignal } = this.#context
    yield* claimsAhead(queue, from, batchSize, { stopSignal, fullOnly: true })
    while (this.#hasDeferred && !stopSignal.aborted) {
      this.#hasDeferred = false
      const claim = await queue.claim(from, batchSize)
      if (claim !== undefined) yield claim
    }
  }

  /** Imports and settles one claim. A claim whose sync may have started is never given back: a later run adopts it. */
  async #work(claim: Claim, origin?: 'adopted'): Promise<ImportEnd['state']> {
    try {
      if (origin === 'adopted' && (await this.#unknown.setAside(await this.#connected(), claim)))
        return 'settled'
      if (origin === 'adopted') this.tally.adopted += 1
      this.#context.count({ in: claim.items.length })
      if (!this.#context.eloquaWrite && claim.syncId === undefined) return await this.#skip(claim)
      const end = await this.#importOrBury(claim)
      if (end.state === 'unfinished') {
        await this.#end(claim.abandon())
        if (end.reason !== undefined) this.#halt(end.reason)
      }
      if (end.state !== 'halted') return end.state
      return this.#isBuried(end.reason) ? 'settled' : this.#halt(end.reason)
    } catch (error) {
      if (error instanceof LeaseLostError) {
        this.tally.leasesLost += 1
        this.#context.log.warn({ err: error }, 'lease lost, batch dropped')
        await recordClaimEvent(this.#context, { kind: 'lost', of: this.#context.stage, claims: 1 })
        return 'settled'
      }
      const countAttempt = countsAttempt(error, this.#context.abortSignal)
      await this.#end((await this.#mayHaveStarted(claim)) ? claim.abandon() : claim.release({ countAttempt }))
      if (error instanceof SyncPostponedError) return this.#halt(error)
      throw error
    }
  }

  /** The run says at its end which claims it has left alone. */
  async abandonUnknown(): Promise<void> {
    const postponed = await this.#unknown.abandon(this.#context.log)
    if (postponed !== undefined) this.tally.haltedBy ??= postponed
  }

  async #end(freeing: Promise<Freed>): Promise<void> {
    this.#context.count({ failed: (await freeing).buried })
  }

  /** Closes syncs whose records are settled, but whose run died before it could write the end down. */
  async resumeOrphans(): Promise<void> {
    const { queueDb, stage, owner, stopSignal } = this.#context
    if (stopSignal.aborted || (await openLedger(queueDb, { stage, owner }).unfinished()).length === 0) return
    const journal = await this.#connected()
    const held = new Set((await this.#order.queue.claims()).flatMap(({ syncId }) => syncId ?? []))
    const { ended } = await journal.resumeUnfinished(this.#order.leaseMs, held)
    for (const outcome of ended) await journal.close(outcome, {})
  }

  #halt(reason: HaltReason): 'halted' {
    this.tally.haltedBy = reason
    return 'halted'
  }

  async #skip(claim: Claim): Promise<'settled'> {
    const { items } = claim
    this.#context.log.info({ queue: this.#order.from, records: items.length }, 'eloqua write skipped')
    await this.#settle(
      claim,
      items.map(({ id }) => ({ id, result: 'accepted' as const })),
    )
    return 'settled'
  }

  /** A refusal is about the records that no sync has carried; those before are settled. */
  async #importOrBury(claim: Claim): Promise<ImportEnd> {
    const open = new Set(claim.items.map(({ id }) => id))
    const settle = async (results: readonly RecordResult[]) => {
      await this.#settle(claim, this.#order.buryRefused ? refusedRejected(results) : results)
      for (const { id } of results) open.delete(id)
    }
    const journal = await this.#connected()
    try {
      return await this.#import(journal, claim, settle)
    } catch (error) {
      if (!this.#isBuried(error) || (await this.#mayHaveStarted(claim))) throw error
      await settle(refusedBy(error, [...open]))
      return { state: 'settled' }
    }
  }

  #isBuried(error: unknown): error is Refusal {
    return this.#order.buryRefused === true && isRefusal(error)
  }

  async #import(journal: SyncJournal, claim: Claim, settle: ImportOrder['settle']): Promise<ImportEnd> {
    const { upload, planner } = this.#order
    const { log, abortSignal: signal, eloquaWrite: mayWrite } = this.#context
    const keys = await planner.keys(journal)
    const ended: ImportOrder['ended'] = (outcome, verdict) =>
      reportSync(this.#context, keys, outcome, verdict)
    const order = { journal, log, upload, keys, signal, mayWrite, claim, settle, ended, budget: this.#budget }
    const end = await importClaim({ claim, planner, order, tally: this.tally })
    if (end.hasDeferred) this.#hasDeferred = true
    return end
  }

  async #mayHaveStarted(claim: Claim): Promise<boolean> {
    if (claim.syncId === undefined || this.#journal === undefined) return claim.syncId !== undefined
    return mayHaveStarted(await this.#journal, claim)
  }

  #connected(): Promise<SyncJournal> {
    this.#journal ??= this.#connect()
    return this.#journal
  }

  async #settle(claim: Claim, results: readonly RecordResult[]): Promise<void> {
    await this.#order.recordResults?.(claim, results)
    const { settled, lost, replacedByPending, buried } = await claim.settle(
      results.map((result) => outcomeOf(result, this.#order.next)),
    )
    const dead = new Set(buried)
    const again = results.filter(({ id, result }) => result === 'again' && !dead.has(id)).length
    this.#context.count({
      out: settled.length - buried.length - again,
      failed: buried.length,
      again,
      lost: lost.length,
      replacedByPending: replacedByPending.length,
    })
  }
}
