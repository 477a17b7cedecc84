import type { StageContext } from '@dwmops/job-runner'
import { type Claim, claimsAhead, LeaseLostError, openQueue } from '@dwmops/mongo-queue'
import { openRuleStore, type RuleStore } from '@dwmops/rule-store'
import { CurrentRules } from './current-rules.ts'
import { type WashedBatch, washBatch } from './wash-batch.ts'
import { WashTally } from './wash-tally.ts'

type Context = StageContext<'wash-contacts'>

const washedFrom = 'dwmQueue'

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
  try {
    for await (const claim of claimsAhead(queue, washedFrom, settings.batchSize, {
      ending: context.ending,
    })) {
      const batch = await washClaim(claim, rules, store, tally)
      await settling
      settling = settleClaim(claim, batch, tally)
      settling.catch(() => 'it is told where it is awaited')
    }
  } finally {
    await settling
  }
  tally.publish()
}

async function washClaim(
  claim: Claim,
  rules: CurrentRules,
  store: RuleStore,
  tally: WashTally,
): Promise<WashedBatch | undefined> {
  try {
    const washer = await rules.washer()
    const started = performance.now()
    const batch = washBatch(washer, claim.items, Date.now() / 1000)
    tally.washed(claim, batch, performance.now() - started)
    claim.signal.throwIfAborted()
    if (batch.history.length > 0) batch.noteHistoryIds(await store.writeHistory(batch.history))
    return batch
  } catch (error) {
    if (error instanceof LeaseLostError) return tally.lost(error)
    await claim.release({ refundAttempt: true })
    throw error
  }
}

async function settleClaim(claim: Claim, batch: WashedBatch | undefined, tally: WashTally): Promise<void> {
  if (batch === undefined) return
  tally.settled(claim, await claim.settle(batch.outcomes), batch)
}
