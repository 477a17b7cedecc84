import { recordClaimEvent } from '@dwmops/job-runner'
import { type Claim, type Freed, LeaseLostError } from '@dwmops/mongo-queue'
import { reportSync } from '../../syncs/report-sync.ts'
import { SyncPostponedError } from '../../syncs/sync-postponed-error.ts'
import type { ImportEnd, ImportOrder } from '../import-records.ts'
import type { ImportRun } from '../import-run.ts'
import { outcomeOf } from '../results/outcome-of.ts'
import type { RecordResult } from '../results/record-results.ts'
import { countsAttempt } from './counts-attempt.ts'
import { importClaim } from './import-claim.ts'

type Worked = ImportEnd['state']

/** The same for a dead run's claim. One whose sync the ledger does not hold is set aside until the end of the run. */
export async function workAdopted(run: ImportRun, claim: Claim): Promise<Worked> {
  return guarded(run, claim, async () => {
    if (await run.unknown.setAside(await run.journal(), claim)) return 'settled'
    run.tally.adopted += 1
    return importAndEnd(run, claim)
  })
}

/** Imports and settles one claim. A claim whose sync may have started is never given back: a later run adopts it. */
export async function workClaim(run: ImportRun, claim: Claim): Promise<Worked> {
  return guarded(run, claim, () => importAndEnd(run, claim))
}

async function guarded(run: ImportRun, claim: Claim, work: () => Promise<Worked>): Promise<Worked> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof LeaseLostError) return dropLost(run, error)
    const countAttempt = countsAttempt(error, run.context.abortSignal)
    await free(run, (await run.mayHaveStarted(claim)) ? claim.abandon() : claim.release({ countAttempt }))
    if (error instanceof SyncPostponedError) return run.halt(error)
    throw error
  }
}

async function importAndEnd(run: ImportRun, claim: Claim): Promise<Worked> {
  run.context.count({ in: claim.items.length })
  if (!run.context.eloquaWrite && claim.syncId === undefined) return skip(run, claim)
  const end = await runImport(run, claim)
  if (end.state === 'unfinished') await free(run, claim.abandon())
  if (end.state !== 'settled' && end.reason !== undefined) run.halt(end.reason)
  return end.state
}

async function runImport(run: ImportRun, claim: Claim): Promise<ImportEnd> {
  const { context, tally, budget } = run
  const { upload, planner, importClaim: importIt = importClaim } = run.order
  const { log, abortSignal: signal, eloquaWrite: mayWrite } = context
  const journal = await run.journal()
  const keys = await planner.keys(journal)
  const settle: ImportOrder['settle'] = (results) => settleClaim(run, claim, results)
  const ended: ImportOrder['ended'] = (outcome, verdict) => reportSync(context, keys, outcome, verdict)
  const order = { journal, log, upload, keys, signal, mayWrite, claim, settle, ended, budget }
  const end = await importIt({ claim, planner, order, tally })
  if (end.hasDeferred) run.hasDeferred = true
  return end
}

async function skip(run: ImportRun, claim: Claim): Promise<'settled'> {
  const { items } = claim
  run.context.log.info({ queue: run.order.from, records: items.length }, 'eloqua write skipped')
  const accepted = items.map(({ id }) => ({ id, result: 'accepted' as const }))
  await settleClaim(run, claim, accepted)
  return 'settled'
}

async function dropLost({ context, tally }: ImportRun, error: LeaseLostError): Promise<'settled'> {
  tally.leasesLost += 1
  context.log.warn({ err: error }, 'lease lost, batch dropped')
  await recordClaimEvent(context, { kind: 'lost', of: context.stage, claims: 1 })
  return 'settled'
}

async function free({ context }: ImportRun, freeing: Promise<Freed>): Promise<void> {
  context.count({ failed: (await freeing).buried })
}

async function settleClaim(run: ImportRun, claim: Claim, results: readonly RecordResult[]): Promise<void> {
  const { settled, lost, replacedByPending, buried } = await claim.settle(
    results.map((result) => outcomeOf(result, run.order.next)),
  )
  const dead = new Set(buried)
  const again = results.filter(({ id, result }) => result === 'again' && !dead.has(id)).length
  run.context.count({
    out: settled.length - buried.length - again,
    failed: buried.length,
    again,
    lost: lost.length,
    replacedByPending: replacedByPending.length,
  })
}
