import type { ItemState } from '../item/item.ts'
import { literals } from '../literals.ts'
import type { BatchCounts } from '../read/batch.ts'
import type { ItemGroup } from '../read/item-group.ts'
import type { Store } from '../store.ts'
import type { Entry } from './entry.ts'

/** Writes down the batches that entries come with; one that had completed is open again. */
export async function noteBatches(
  { batches, retryTransient }: Store,
  entries: readonly Entry[],
): Promise<void> {
  const named = new Map(entries.flatMap(({ batch }) => (batch === undefined ? [] : [[batch.id, batch.name]])))
  if (named.size === 0) return
  const writes = [...named].map(([_id, name]) => ({
    updateOne: {
      filter: { _id },
      update: [
        { $set: { ...literals({ name }), addedAt: { $ifNull: ['$addedAt', '$$NOW'] } } },
        { $unset: 'completedAt' },
      ],
      upsert: true,
    },
  }))
  await retryTransient('note batches', () => batches.bulkWrite(writes, { ordered: false }))
}

type Counts = Record<ItemState, number>

/** Writes how the items of open batches stand; all that is not done has been counted already. */
export async function countBatches(store: Store, kept: readonly ItemGroup[]): Promise<void> {
  const open = await store.retryTransient('list open batches', () =>
    store.batches
      .find({ completedAt: { $exists: false } })
      .project<{ _id: string }>({ _id: 1 })
      .toArray(),
  )
  if (open.length === 0) return
  const ids = open.map(({ _id }) => _id)
  const counted = sumByBatch([...kept, ...(await groupDone(store, ids))])
  const writes = ids.map((_id) => ({ updateOne: { filter: { _id }, update: countUpdate(counted.get(_id)) } }))
  await store.retryTransient('write counts of batches', () =>
    store.batches.bulkWrite(writes, { ordered: false }),
  )
}

function groupDone({ items, retryTransient }: Store, ids: string[]): Promise<ItemGroup[]> {
  return retryTransient('count batches', () =>
    items
      .aggregate<ItemGroup>([
        { $match: { state: 'done', 'batch.id': { $in: ids } } },
        { $group: { _id: { batch: '$batch.id', state: '$state' }, count: { $sum: 1 } } },
      ])
      .toArray(),
  )
}

function sumByBatch(groups: readonly ItemGroup[]): Map<string, Counts> {
  const counted = new Map<string, Counts>()
  for (const { _id, count } of groups) {
    if (typeof _id.batch !== 'string') continue
    const counts = counted.get(_id.batch) ?? { ready: 0, claimed: 0, dead: 0, done: 0 }
    counts[_id.state] += count
    counted.set(_id.batch, counts)
  }
  return counted
}

/** A batch is noted before its first item is there: none at all is not the end of it. */
function countUpdate(counts: Counts | undefined) {
  if (counts === undefined) return [{ $set: { counts: { ready: 0, claimed: 0, dead: 0, done: 0 } } }]
  const completed = counts.ready + counts.claimed === 0 ? { completedAt: '$$NOW' } : {}
  return [{ $set: { counts, ...completed } }]
}

/** Batches, newest first. */
export async function listBatches({ batches, retryTransient }: Store, limit: number): Promise<BatchCounts[]> {
  const found = await retryTransient('list batches', () =>
    batches.find().sort({ addedAt: -1, _id: 1 }).limit(limit).toArray(),
  )
  return found.map(({ _id, name, addedAt, counts, completedAt }) => ({
    id: _id,
    name,
    addedAt,
    counts,
    completedAt,
  }))
}
