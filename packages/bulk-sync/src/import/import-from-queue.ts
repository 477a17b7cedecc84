import type { Claim } from '@dwmops/mongo-queue'
import { openLedger } from '@dwmops/sync-ledger'
import type { EloquaContext } from '../connect-stage.ts'
import type { SyncJournal } from '../syncs/sync-journal.ts'
import { isUnderWay } from './claims/adopted-claim.ts'
import { workAdopted, workClaim } from './claims/work-claim.ts'
import { ImportRun } from './import-run.ts'
import type { ImportedFromQueue, QueueImport } from './queue-import.ts'

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
  const run = new ImportRun(context, connect, order)
  try {
    if (await importEnded(run)) await importQueued(run)
    await importUnended(run)
    await closeOrphans(run)
  } finally {
    await abandonUnknown(run)
  }
  return run.tally
}

/** Claims of dead runs whose sync does not run any more, each once; false when the run must go no further. */
async function importEnded(run: ImportRun): Promise<boolean> {
  const running = new Set<string>()
  for await (const claim of adoptedClaims(run)) {
    if (await hasRunningSync(run, claim)) {
      await claim.abandon()
      const { syncId = '' } = claim
      if (running.has(syncId)) return true
      running.add(syncId)
    } else if ((await workAdopted(run, claim)) === 'halted') return false
  }
  return !run.context.stopSignal.aborted
}

/** New claims, until the queue holds no full batch more. */
async function importQueued(run: ImportRun): Promise<void> {
  for await (const claim of newClaims(run)) if ((await workClaim(run, claim)) !== 'settled') return
}

/** Claims of dead runs, one after the other, whose syncs are waited for. */
async function importUnended(run: ImportRun): Promise<void> {
  if (run.tally.haltedBy !== undefined) return
  for await (const claim of adoptedClaims(run)) {
    await workAdopted(run, claim)
    if (run.tally.haltedBy !== undefined) return
  }
}

/** Closes syncs whose records are settled, but whose run died before it could write the end down. */
async function closeOrphans(run: ImportRun): Promise<void> {
  const { queueDb, stage, owner, stopSignal } = run.context
  if (stopSignal.aborted || (await openLedger(queueDb, { stage, owner }).unfinished()).length === 0) return
  const journal = await run.journal()
  const held = new Set((await run.order.queue.claims()).flatMap(({ syncId }) => syncId ?? []))
  const { ended } = await journal.resumeUnfinished(run.order.leaseMs, held)
  for (const outcome of ended) await journal.close(outcome, {})
}

/** The run says at its end which claims it has left alone. */
async function abandonUnknown({ unknown, context, tally }: ImportRun): Promise<void> {
  const postponed = await unknown.abandon(context.log)
  if (postponed !== undefined) tally.haltedBy ??= postponed
}

/**
 * One after the other: two would be in memory at once, and reading one takes a fraction of its sync. Records that no claim has room for
 * are claimed once more, so no claim is known to be the last then.
 */
async function* newClaims(run: ImportRun): AsyncGenerator<Claim> {
  const { queue, from, batchSize } = run.order
  for (let isFull = true; (isFull || run.hasDeferred) && !run.context.stopSignal.aborted; ) {
    if (!isFull) run.hasDeferred = false
    const claim = await queue.claim(from, batchSize)
    isFull = claim?.items.length === batchSize
    if (claim !== undefined) yield claim
  }
}

async function* adoptedClaims(run: ImportRun): AsyncGenerator<Claim> {
  const { queue, from } = run.order
  while (!run.context.stopSignal.aborted) {
    const claim = await queue.adopt(from)
    if (claim === undefined) return
    yield claim
  }
}

/** Where that cannot be found out, the work on the claim meets the same error, and knows what to do about it. */
async function hasRunningSync(run: ImportRun, claim: Claim): Promise<boolean> {
  const asked = run.journal().then((journal) => isUnderWay(journal, claim, run.context.abortSignal))
  return asked.catch(() => false)
}
