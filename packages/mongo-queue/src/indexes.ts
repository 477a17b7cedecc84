import type { CreateIndexesOptions, IndexSpecification } from 'mongodb'
import { depthsKeptDays } from './queue-depths.ts'
import type { Store } from './store.ts'

interface NamedIndex {
  keys: IndexSpecification
  options: CreateIndexesOptions & { name: string }
  /** The query that it serves. */
  serves: string
}

/**
 * The indexes of `items`; `claims`, `batches` and `queueStats` are small and need none. Only the first is touched when
 * a record is claimed or moved: FerretDB writes anew to every index that holds a changed item, and plans with each, so
 * that an index by claim and one by batch over all items made a settle of 600 a third slower. What is looked for by
 * claim (rescue, adopt) is found by walking the claimed ones, which are never many.
 */
export const itemIndexes: readonly NamedIndex[] = [
  {
    keys: { state: 1, queue: 1, priority: -1, enteredAt: 1, _id: 1 },
    options: { name: 'claimOrder' },
    serves: 'ids to claim, walked in order; what is claimed; dead letters of a queue; counts by state',
  },
  {
    keys: { expireAt: 1 },
    options: { name: 'retention', expireAfterSeconds: 0, partialFilterExpression: { state: 'done' } },
    serves: 'deletion of done items by the server, retentionMs after they were done',
  },
  {
    keys: { 'batch.id': 1 },
    options: { name: 'batchDone', partialFilterExpression: { state: 'done' } },
    serves: 'how many of an open batch are done',
  },
]

/** `queueDepths` by time: to be read since a time, and deleted by the server. */
const depthsByTime = { name: 'depthsSince', expireAfterSeconds: depthsKeptDays * 86_400 }

/** Makes the indexes; idempotent, for any number of callers at once. */
export async function ensureIndexes({ items, depths, insist }: Store): Promise<void> {
  for (const { keys, options } of itemIndexes)
    await insist(`make index ${options.name}`, () => items.createIndex(keys, options))
  await insist('make index depthsSince', () => depths.createIndex({ at: 1 }, depthsByTime))
}
