import type { FleetQueue, StageContext } from '@dwmops/job-runner'
import { openQueue, type QueueStats } from '@dwmops/mongo-queue'
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
  await queue.ensureIndexes()
  const rescued = await queue.rescue()
  const freed = rescued.returned + rescued.buried
  context.count({ in: freed, out: rescued.returned, buried: rescued.buried })
  log[rescued.expired > 0 ? 'warn' : 'info']({ ...rescued }, 'silent claims looked for')

  for (const stats of await queue.measure(queues)) {
    publishQueue(context, stats)
    log.info({ ...stats }, 'queue counted')
  }
  await publishSyncs(context)
}

function publishQueue({ metrics }: Context, stats: QueueStats): void {
  const { queue } = stats
  metrics.set('QueueSize', stats.ready + stats.held, { queue })
  metrics.set('dwm_queue_records', stats.ready, { queue, state: 'ready' })
  metrics.set('dwm_queue_records', stats.held, { queue, state: 'claimed' })
  metrics.set('dwm_queue_records', stats.done, { queue, state: 'done' })
  metrics.set('dwm_queue_dead_letters', stats.dead, { queue })
  metrics.set('dwm_queue_oldest_age_seconds', stats.oldestAgeMs / 1000, { queue })
  metrics.set('dwm_queue_attempts_max', stats.greatestAttempts, { queue })
}

async function publishSyncs({ metrics, queueDb, stage, owner }: Context): Promise<void> {
  const ledger = openLedger(queueDb, { stage, owner })
  await ledger.ensureIndexes()
  for (const [kind, { used }] of Object.entries(await ledger.usedInLastHour())) {
    metrics.set('dwm_syncs_last_hour', used, { kind })
  }
}
