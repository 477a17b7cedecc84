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

const projection: Record<string, 1> = { key: 1, queue: 1, state: 1, generation: 1, addedAt: 1, payload: 1 }

export interface WalkOptions {
  /** Ready and held ones unless given. */
  readonly states?: readonly ItemState[] | undefined
  /** 1,000 unless given. */
  readonly pageSize?: number | undefined
  /** What to read of the payload; all unless given. */
  readonly fields?: readonly string[] | undefined
}

/** Records in some states, a page at a time; what moves meanwhile may come twice or not at all. */
export async function* walkItems(
  { items }: Store,
  { states = ['ready', 'claimed'], pageSize = 1_000, fields }: WalkOptions,
): AsyncGenerator<QueuedItem[]> {
  const filter: Filter<ItemDocument> = { state: { $in: [...states] } }
  const cursor = items.find(filter).project<Projected>(projectionTo(fields)).batchSize(pageSize)
  let page: QueuedItem[] = []
  for await (const item of cursor) {
    page.push(queuedItems(item))
    if (page.length < pageSize) continue
    yield page
    page = []
  }
  if (page.length > 0) yield page
}

/** A name that a path cannot hold means the whole payload. */
function projectionTo(fields: readonly string[] | undefined): Record<string, 1> {
  if (fields === undefined || fields.length === 0 || fields.some((name) => /^\$|[.\0]|^$/.test(name)))
    return projection
  const { payload: _, ...facts } = projection
  return { ...facts, ...Object.fromEntries(fields.map((name) => [`payload.${name}`, 1 as const])) }
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
