import type { CreateIndexesOptions, IndexSpecification } from 'mongodb'
import type { Store } from './store.ts'

interface NamedIndex {
  keys: IndexSpecification
  options: CreateIndexesOptions & { name: string }
  /** The query that it serves. */
  serves: string
}

/** The indexes of `items`. `claims` and `queueStats` are a few documents and need none. */
export const itemIndexes: readonly NamedIndex[] = [
  {
    keys: { state: 1, queue: 1, priority: -1, enteredAt: 1, _id: 1 },
    options: { name: 'claimOrder' },
    serves: 'ids to claim, walked in order; dead letters of a queue; counts by state',
  },
  {
    keys: { claim: 1 },
    options: { name: 'heldBy', partialFilterExpression: { claim: { $gt: '' } } },
    serves: 'items of a claim in rescue, adopt and release; claims that items name',
  },
  {
    keys: { expireAt: 1 },
    options: { name: 'retention', expireAfterSeconds: 0 },
    serves: 'deletion of done items by the server, retentionMs after they were done',
  },
  {
    keys: { 'batch.id': 1, state: 1 },
    options: { name: 'batchStates', partialFilterExpression: { 'batch.id': { $gt: '' } } },
    serves: 'counts of an open batch',
  },
]

/** Makes the indexes; idempotent, for any number of callers at once. */
export async function ensureIndexes({ items, insist }: Store): Promise<void> {
  for (const { keys, options } of itemIndexes)
    await insist(`make index ${options.name}`, () => items.createIndex(keys, options))
}
