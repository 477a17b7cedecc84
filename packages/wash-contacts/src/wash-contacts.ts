import type { StageContext } from '@dwmops/job-runner'
import { type Claim, claimsAhead, LeaseLostError, openQueue } from '@dwmops/mongo-queue'
import { openRuleStore, type RuleStore } from '@dwmops/rule-store'
import { CurrentRules } from './current-rules.ts'
import { type WashedBatch, washBatch } from './wash-batch.ts'
import { WashTally } from './wash-tally.ts'

type Context = StageContext<'wash-contacts'>

const washedFrom = 'dwmQueue'

/** A command for the hits of so many batches: a run that is killed leaves as many uncounted at most. */
const batchesACount = 10

/**
 * Washes dwmQueue until it is empty or the run has to end. While a batch is washed, the next one is being claimed and the
 * last one settled.
 */
export async function washContacts(context: Context): Promise<void> {
  const { settings } = context
  const queue = openQueue(context.queueDb, {
    owner: context.owner,
    stage: context.stage,
    leaseMs: settings.leaseSeconds * 1000,
    maxAttempts: settings.maxAttempts,
  })
  const store = openRuleStore(context.rulesDb)
  await Promise.all([queue.ensureIndexes(), store.ensureIndexes()])
  const rules = new CurrentRules(store, settings.configName, context.log)
  const tally = new WashTally(context)

  let settling = Promise.resolve()
  let batches = 0
  try {
    for await (const claim of claimsAhead(queue, washedFrom, settings.batchSize, {
      stopSignal: context.stopSignal,
    })) {
      const batch = await washClaim(claim, { rules, store, tally, runId: context.runId })
      await settling
      settling = settleClaim(claim, batch, tally)
      settling.catch(() => 'it is told where it is awaited')
      batches += 1
      if (batches % batchesACount === 0) await store.washes.writeHits()
    }
  } finally {
    await settling
  }
  await store.washes.writeHits()
  tally.publish()
}

interface Washing {
  readonly rules: CurrentRules
  readonly store: RuleStore
  readonly tally: WashTally
  readonly runId: string
}

async function washClaim(
  claim: Claim,
  { rules, store, tally, runId }: Washing,
): Promise<WashedBatch | undefined> {
  try {
    const { washer, version } = await rules.washer()
    const started = performance.now()
    const batch = washBatch(washer, claim.items, Date.now() / 1000)
    tally.washed(claim, batch, performance.now() - started)
    claim.signal.throwIfAborted()
    const [receipt] = await Promise.all([
      store.writeHistory(batch.history),
      store.washes.write(batch.washes, { run: runId, rules: version, at: new Date() }),
    ])
    batch.noteHistoryIds(receipt)
    return batch
  } catch (error) {
    if (error instanceof LeaseLostError) return tally.lost(error)
    await claim.release({ countAttempt: false })
    throw error
  }
}

async function settleClaim(claim: Claim, batch: WashedBatch | undefined, tally: WashTally): Promise<void> {
  if (batch === undefined) return
  tally.settled(claim, await claim.settle(batch.outcomes), batch)
}
