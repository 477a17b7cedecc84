import { ObjectId } from 'mongodb'
import type { ItemDocument, ItemState } from '../item/item.ts'
import type { Store } from '../store.ts'

/** Where a record is. */
export interface Place {
  id: string
  queue: string
  state: ItemState
  /** Id of the batch that its present version came with. */
  batch: string | undefined
  /** Names its present version: the next one, of whatever content, has another name. */
  version: string
}

/** Where records are, by their ids; those that the queue does not know are left out. */
export async function readPlaces({ items, retryTransient }: Store, ids: readonly string[]): Promise<Place[]> {
  const found = await retryTransient('look where items are', () =>
    items
      .find({ _id: { $in: ids.map((id) => ObjectId.createFromHexString(id)) } })
      .batchSize(ids.length + 1)
      .project<Pick<ItemDocument, '_id' | 'queue' | 'state' | 'batch' | 'arrival'>>({
        ...{ queue: 1, state: 1, batch: 1, arrival: 1 },
      })
      .toArray(),
  )
  return found.map(({ _id, queue, state, batch, arrival }) => ({
    id: _id.toHexString(),
    queue,
    state,
    batch: batch?.id,
    version: arrival,
  }))
}
