import type { Store } from '../store.ts'
import { depthsKeptDays, type QueueDepths } from './queue-depths.ts'
import type { QueueStats } from './queue-stats.ts'

const minuteMs = 60_000

/** Keeps what was just counted; of several counts in a minute the last one stays. */
export async function keepDepths(
  { depths, retryTransient }: Store,
  all: readonly QueueStats[],
): Promise<void> {
  const [first] = all
  if (first === undefined) return
  const at = new Date(Math.floor(first.countedAt.getTime() / minuteMs) * minuteMs)
  const queues = all.map(({ queue, ready, held, dead }) => ({ queue, ready, held, dead }))
  await retryTransient('keep depths', () =>
    depths.replaceOne({ _id: at.toISOString() }, { at, queues }, { upsert: true }),
  )
}

/** Depths since a time, oldest first, thinned to at most so many: of each stretch the last one counts. */
export async function readDepths(
  { depths, retryTransient }: Store,
  since: Date,
  points: number,
): Promise<QueueDepths[]> {
  const found = await retryTransient('read depths', () =>
    depths
      .find({ at: { $gte: since } })
      .sort({ at: 1 })
      .batchSize(depthsKeptDays * 1440)
      .toArray(),
  )
  const stretch = Math.ceil(found.length / points)
  return found
    .filter((_, place) => (found.length - 1 - place) % stretch === 0)
    .map(({ at, queues }) => ({ at, queues }))
}
