import { countBatches } from '../add/batches.ts'
import { pastLease } from '../claim/past-lease.ts'
import type { ItemState } from '../item/item.ts'
import { type Store, storeNow } from '../store.ts'
import { keepDepths } from './depths.ts'
import type { ItemGroup } from './item-group.ts'
import type { QueueStats } from './queue-stats.ts'

const empty = {
  ready: 0,
  held: 0,
  expired: 0,
  dead: 0,
  oldestDeadAgeMs: 0,
  done: 0,
  oldestAgeMs: 0,
  greatestAttempts: 0,
}
const countOf: Record<ItemState, 'ready' | 'held' | 'dead' | 'done'> = {
  ready: 'ready',
  claimed: 'held',
  dead: 'dead',
  done: 'done',
}

/** Counts everything once and writes the snapshot that all others read; batches too. */
export async function measure(store: Store, queues: readonly string[]): Promise<QueueStats[]> {
  const countedAt = await storeNow(store)
  const known = (await readStats(store)).map(({ queue }) => queue)
  const kept = [...(await groupKept(store)), ...(await groupDead(store))]
  const groups = [...kept, ...(await groupDone(store))]
  const expired = await countExpired(store)
  const byQueue = new Map<string, QueueStats>()
  const names = [...known, ...queues, ...groups.map(({ _id }) => _id.queue)]
  for (const queue of names)
    byQueue.set(queue, { queue, countedAt, ...empty, expired: expired.get(queue) ?? 0 })
  for (const group of groups) include(byQueue.get(group._id.queue), group)
  const all = [...byQueue.values()].toSorted((a, b) => (a.queue < b.queue ? -1 : 1))
  await writeStats(store, all)
  await keepDepths(store, all)
  await countBatches(store, kept)
  return all
}

/** For a snapshot of an earlier version. */
const beforeDeadAges = { oldestDeadAgeMs: 0 }

/** The last snapshot. */
export async function readStats({ stats, retryTransient }: Store): Promise<QueueStats[]> {
  const found = await retryTransient('read stats', () => stats.find().sort({ _id: 1 }).toArray())
  return found.map(({ _id, ...rest }) => ({ queue: _id, ...beforeDeadAges, ...rest }))
}

function include(stats: QueueStats | undefined, { _id, count, oldest, attempts }: ItemGroup): void {
  if (stats === undefined) return
  stats[countOf[_id.state]] += count
  if (_id.state === 'done') return
  const ageMs = oldest === null ? 0 : stats.countedAt.getTime() - oldest.getTime()
  if (_id.state === 'dead') {
    stats.oldestDeadAgeMs = Math.max(stats.oldestDeadAgeMs, ageMs)
    return
  }
  stats.oldestAgeMs = Math.max(stats.oldestAgeMs, ageMs)
  stats.greatestAttempts = Math.max(stats.greatestAttempts, attempts ?? 0)
}

/** From index deadLetters alone, by batch too: nothing but a person makes dead letters fewer, and this is counted every minute. */
function groupDead({ items, retryTransient }: Store): Promise<ItemGroup[]> {
  const _id = { queue: '$queue', state: '$state', batch: '$batch.id' }
  return retryTransient('count dead letters', () =>
    items
      .aggregate<ItemGroup>([
        { $match: { state: 'dead' } },
        { $group: { _id, count: { $sum: 1 }, oldest: { $min: '$lastError.at' } } },
      ])
      .toArray(),
  )
}

/** All that is under way, by batch too, so that batches cost no second reading. */
function groupKept({ items, retryTransient }: Store): Promise<ItemGroup[]> {
  const _id = { queue: '$queue', state: '$state', batch: '$batch.id' }
  return retryTransient('count items', () =>
    items
      .aggregate<ItemGroup>([
        { $match: { state: { $in: ['ready', 'claimed'] } } },
        {
          $group: {
            _id,
            count: { $sum: 1 },
            oldest: { $min: '$enteredAt' },
            attempts: { $max: '$attempts' },
          },
        },
      ])
      .toArray(),
  )
}

/** MongoDB counts these from index claimOrder alone. */
function groupDone({ items, retryTransient }: Store): Promise<ItemGroup[]> {
  const _id = { queue: '$queue', state: '$state' }
  return retryTransient('count done items', () =>
    items
      .aggregate<ItemGroup>([{ $match: { state: 'done' } }, { $group: { _id, count: { $sum: 1 } } }])
      .toArray(),
  )
}

async function countExpired({ items, claims, retryTransient }: Store): Promise<Map<string, number>> {
  const past = await retryTransient('list expired claims', () =>
    claims.find(pastLease).project<{ _id: string }>({ _id: 1 }).toArray(),
  )
  if (past.length === 0) return new Map()
  const tokens = past.map(({ _id }) => _id)
  const groups = await retryTransient('count expired items', () =>
    items
      .aggregate<{ _id: string; count: number }>([
        { $match: { state: 'claimed', claim: { $in: tokens } } },
        { $group: { _id: '$queue', count: { $sum: 1 } } },
      ])
      .toArray(),
  )
  return new Map(groups.map(({ _id, count }) => [_id, count]))
}

async function writeStats({ stats, retryTransient }: Store, all: readonly QueueStats[]): Promise<void> {
  if (all.length === 0) return
  const writes = all.map(({ queue, ...replacement }) => ({
    replaceOne: { filter: { _id: queue }, replacement, upsert: true },
  }))
  await retryTransient('write stats', () => stats.bulkWrite(writes, { ordered: false }))
}
