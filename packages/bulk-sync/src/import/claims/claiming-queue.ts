import type { SettingsOf } from '@dwmops/fleet'
import { openQueue, type Queue, type QueueOptions } from '@dwmops/mongo-queue'
import type { EloquaContext } from '../../connect-stage.ts'

/** The queues as a stage of this run claims from them, their indexes made. */
export async function claimingQueue(
  context: EloquaContext,
  settings: SettingsOf<'LEASE_SECONDS' | 'MAX_ATTEMPTS'>,
  options: Pick<QueueOptions, 'payloadPaths'> = {},
): Promise<Queue> {
  const queue = openQueue(context.queueDb, {
    owner: context.owner,
    stage: context.stage,
    leaseMs: settings.leaseSeconds * 1000,
    maxAttempts: settings.maxAttempts,
    ...options,
  })
  await queue.ensureIndexes({ signal: context.stopSignal })
  return queue
}
