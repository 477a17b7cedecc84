import { type Filter, ObjectId } from 'mongodb'
import type { ItemDocument, ItemState, Payload } from '../item/item.ts'
import type { Store } from '../store.ts'

/** A record as it lies in its queue, to be looked at and not to be worked on. Holds contact data. */
export interface QueuedItem {
  id: string
  /** The record's own name (an address): never to be logged. */
  key: string
  queue: string
  state: ItemState
  generation: number
  addedAt: Date
  payload: Payload
}

type Projected = Pick<ItemDocument, '_id' | 'key' | 'queue' | 'state' | 'generation' | 'addedAt' | 'payload'>

const projection = { key: 1, queue: 1, state: 1, generation: 1, addedAt: 1, payload: 1 }

/** Records in some states, a page at a time; what moves meanwhile may come twice or not at all. */
export async function* walkItems(
  { items }: Store,
  states: readonly ItemState[],
  pageSize: number,
): AsyncGenerator<QueuedItem[]> {
  const filter: Filter<ItemDocument> = { state: { $in: [...states] } }
  const cursor = items.find(filter).project<Projected>(projection).batchSize(pageSize)
  let page: QueuedItem[] = []
  for await (const item of cursor) {
    page.push(queuedItems(item))
    if (page.length < pageSize) continue
    yield page
    page = []
  }
  if (page.length > 0) yield page
}

/** Records by their ids; those that the queue does not know are left out. */
export async function readItems(
  { items, retryTransient }: Store,
  ids: readonly string[],
): Promise<QueuedItem[]> {
  const found = await retryTransient('read items', () =>
    items
      .find({ _id: { $in: ids.map((id) => ObjectId.createFromHexString(id)) } })
      .batchSize(ids.length + 1)
      .project<Projected>(projection)
      .toArray(),
  )
  return found.map(queuedItems)
}

function queuedItems({ _id, ...item }: Projected): QueuedItem {
  return { id: _id.toHexString(), ...item }
}
