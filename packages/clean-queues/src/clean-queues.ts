import { finishErasures } from '@dwmops/erasure'
import { type FleetQueue, stages } from '@dwmops/fleet'
import { forecastOf } from '@dwmops/insight'
import { claimEventsOfLastHour, recordClaimEvent, type StageContext } from '@dwmops/job-runner'
import {
  type ClaimListing,
  openQueue,
  type Queue,
  type QueueStats,
  type RescuedOfQueue,
} from '@dwmops/mongo-queue'
import { dropHistory } from '@dwmops/rule-store'
import { openLedger } from '@dwmops/sync-ledger'

type Context = StageContext<'clean-queues'>

const queues: readonly FleetQueue[] = ['dwmQueue', 'indicatorQueue', 'processedQueue']

/** Frees what silent runs hold, counts the queues for everyone, and reports sizes, ages, attempts and syncs used. */
export async function cleanQueues(context: Context): Promise<void> {
  const { settings, log } = context
  const queue = openQueue(context.queueDb, {
    owner: context.owner,
    stage: context.stage,
    leaseMs: settings.leaseSeconds * 1000,
    maxAttempts: settings.maxAttempts,
  })
  await queue.ensureIndexes({ signal: context.stopSignal })
  const rescued = await queue.rescue()
  const freed = rescued.returned + rescued.buried
  context.count({ in: freed, out: rescued.returned, failed: rescued.buried })
  for (const [of, { claims }] of Object.entries(rescued.byQueue))
    await recordClaimEvent(context, { kind: 'rescued', of, claims })
  log[rescued.expired > 0 ? 'warn' : 'info']({ ...rescued }, 'silent claims looked for')
  await discardOld(context, queue)
  await endErasures(context)
  await dropOldHistory(context)

  for (const stats of await queue.measure(queues)) {
    publishQueue(context, stats, rescued.byQueue[stats.queue])
    await publishForecast(context, stats)
    log.info({ ...stats }, 'queue counted')
  }
  publishClaims(context, await queue.claims())
  await publishClaimEvents(context)
  await publishSyncs(context)
}

const dayMs = 86_400_000

/** Only where a person has set a retention. */
async function discardOld({ settings, log, count }: Context, queue: Queue): Promise<void> {
  const { deadLetterRetentionDays } = settings
  if (deadLetterRetentionDays === undefined) return
  const discarded = await queue.discardOlderThan(deadLetterRetentionDays * dayMs)
  if (discarded === 0) return
  count({ discarded })
  log.warn({ discarded, deadLetterRetentionDays }, 'dead letters past their retention discarded')
}

/** Erasures of contacts that a run held when a person asked for them. */
async function endErasures({ queueDb, rulesDb, log, count }: Context): Promise<void> {
  const ended = await finishErasures({ queueDb, rulesDb })
  if (ended.length === 0) return
  count({ erased: ended.length })
  log.info({ erasures: ended.map(({ id }) => id) }, 'erasures ended')
}

/** Far more than a minute brings; a first bound on years of history takes some runs. */
const historyARun = 200_000

/** Only where a person has bounded it. */
async function dropOldHistory({ settings, rulesDb, log, count }: Context): Promise<void> {
  const { historyDays } = settings
  if (historyDays === undefined) return
  const dropped = await dropHistory(rulesDb, new Date(Date.now() - historyDays * dayMs), historyARun)
  if (dropped === 0) return
  count({ dropped })
  log.info({ dropped, historyDays }, 'old history deleted')
}

function publishQueue({ metrics }: Context, stats: QueueStats, freed: RescuedOfQueue | undefined): void {
  const { queue } = stats
  metrics.set('QueueTimeout', freed?.items ?? 0, { queue })
  metrics.set('dwm_queue_rescued_claims', freed?.claims ?? 0, { queue })
  metrics.set('QueueSize', stats.ready + stats.held, { queue })
  metrics.set('dwm_queue_records', stats.ready, { queue, state: 'ready' })
  metrics.set('dwm_queue_records', stats.held, { queue, state: 'claimed' })
  metrics.set('dwm_queue_records', stats.done, { queue, state: 'done' })
  metrics.set('dwm_queue_dead_letters', stats.dead, { queue })
  metrics.set('dwm_queue_dead_letter_oldest_age_seconds', stats.oldestDeadAgeMs / 1000, { queue })
  metrics.set('dwm_queue_oldest_age_seconds', stats.oldestAgeMs / 1000, { queue })
  metrics.set('dwm_queue_attempts_max', stats.greatestAttempts, { queue })
}

async function publishForecast({ metrics, queueDb }: Context, stats: QueueStats): Promise<void> {
  const { queue, forecast } = await forecastOf(queueDb, stats)
  if (forecast !== undefined) metrics.set('dwm_queue_drain_seconds', forecast.seconds, { queue })
}

function publishClaims({ metrics }: Context, claims: readonly ClaimListing[]): void {
  for (const queue of queues) {
    metrics.set('dwm_queue_held_claims', claims.filter((claim) => claim.queue === queue).length, { queue })
  }
}

async function publishClaimEvents({ metrics, queueDb }: Context): Promise<void> {
  const rescued = await claimEventsOfLastHour(queueDb, 'rescued')
  for (const queue of queues) metrics.set('dwm_claims_rescued_last_hour', rescued.get(queue) ?? 0, { queue })
  const lost = await claimEventsOfLastHour(queueDb, 'lost')
  for (const { name } of stages)
    metrics.set('dwm_leases_lost_last_hour', lost.get(name) ?? 0, { lost_by: name })
}

async function publishSyncs({ metrics, queueDb, stage, owner, stopSignal }: Context): Promise<void> {
  const ledger = openLedger(queueDb, { stage, owner })
  await ledger.ensureIndexes({ signal: stopSignal })
  for (const [kind, { used }] of Object.entries(await ledger.usedInLastHour())) {
    metrics.set('dwm_syncs_last_hour', used, { kind })
  }
  for (const { name } of stages.filter(({ writesEloqua }) => writesEloqua)) {
    const unfinished = await ledger.unfinished({ stage: name })
    metrics.set('dwm_syncs_unfinished', unfinished.length, { begun_by: name })
  }
}
