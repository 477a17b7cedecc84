import { type IndexWait, ensureIndexes as makeIndexes, type NamedIndex } from '@dwmops/mongo'
import { depthsKeptDays } from './read/queue-depths.ts'
import type { Store } from './store.ts'

/**
 * The indexes of `items`; `claims`, `batches` and `queueStats` are small and need none. Of them only the first is touched when
 * a record is claimed or moved: FerretDB writes anew to every index that holds a changed item, and plans with each, so
 * that an index by claim and one by batch over all items made a settle of 600 a third slower. What is looked for by
 * claim (rescue, adopt) is found by walking the claimed ones, which are never many.
 */
export const itemIndexes: readonly NamedIndex[] = [
  // ids to claim, walked in order; what is claimed; counts of done items
  { name: 'claimOrder', key: { state: 1, queue: 1, priority: -1, enteredAt: 1, _id: 1 } },
  // deletion of done items by the server, retentionMs after they were done
  {
    name: 'retention',
    key: { expireAt: 1 },
    expireAfterSeconds: 0,
    partialFilterExpression: { state: 'done' },
  },
  // how many of an open batch are done
  { name: 'batchDone', key: { 'batch.id': 1 }, partialFilterExpression: { state: 'done' } },
  // pages of dead letters by id, of a queue or code or of all; their counts, ages and batches without a look at the items
  {
    name: 'deadLetters',
    key: { state: 1, queue: 1, 'lastError.code': 1, _id: 1, 'lastError.at': 1, 'batch.id': 1 },
    partialFilterExpression: { state: 'dead' },
  },
]

/**
 * For writes that name their items: where a filter names a state too, mongod weighs claimOrder against `_id_`, and on a
 * long queue took it and walked to the items from the front.
 */
export const byId = { hint: '_id_' } as const

/** `queueDepths` by time: to be read since a time, and deleted by the server. */
const depthIndexes: readonly NamedIndex[] = [
  { name: 'depthsSince', key: { at: 1 }, expireAfterSeconds: depthsKeptDays * 86_400 },
]

/** Makes the indexes, and anew those whose definition has changed; idempotent, for any number of callers at once. */
export async function ensureIndexes({ items, depths }: Store, wait: IndexWait): Promise<void> {
  await makeIndexes(items, itemIndexes, wait)
  await makeIndexes(depths, depthIndexes, wait)
}
