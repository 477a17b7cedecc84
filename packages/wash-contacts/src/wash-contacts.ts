import type { StageContext } from '@dwmops/job-runner'
import { claimsAhead, openQueue } from '@dwmops/mongo-queue'
import { openRuleStore } from '@dwmops/rule-store'
import { ClaimWork } from './claim-work.ts'
import { CurrentRules } from './current-rules.ts'
import { WashTally } from './wash-tally.ts'

type Context = StageContext<'wash-contacts'>

const washedFrom = 'dwmQueue'

/** A command for the hits of so many batches: a run that is killed leaves as many uncounted at most. */
const batchesACount = 10

/**
 * Washes dwmQueue until it is empty or the run has to end. While a batch is washed, the next one is being claimed and the
 * last one settled. Throws what kept records from being washed, after it has settled all others of their claim.
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
  const wait = { signal: context.stopSignal }
  await Promise.all([queue.ensureIndexes(wait), store.ensureIndexes(wait)])
  const rules = new CurrentRules(store, settings.configName, context.log)
  await rules.requireConfig()
  const tally = new WashTally(context)
  const work = new ClaimWork({ rules, store, tally, runId: context.runId })

  let batches = 0
  try {
    const { stopSignal } = context
    for await (const claim of claimsAhead(queue, washedFrom, settings.batchSize, { stopSignal })) {
      await work.wash(claim)
      batches += 1
      if (batches % batchesACount === 0) await store.washes.writeHits()
    }
  } finally {
    await work.settled()
  }
  await store.washes.writeHits()
  tally.publish()
}
