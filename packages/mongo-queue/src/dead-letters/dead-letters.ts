import { ObjectId } from 'mongodb'
import type { BatchRef, ItemDocument, LastError } from '../item/item.ts'
import { type Store, storeNow } from '../store.ts'
import { type DeadLetterFilter, deadInOrder, deadWith, namedIds } from './dead-letter-filter.ts'

/** A record that failed for good. */
export interface DeadLetter {
  id: string
  /** For a person's eyes only: never to be logged. */
  key: string
  queue: string
  reason: LastError | undefined
  attempts: number
  generation: number
  enteredAt: Date
  batch: BatchRef | undefined
}

/** One page of dead letters, in order of id. */
export interface DeadLetterPage {
  letters: DeadLetter[]
  /** Give it back for the next page; undefined on the last one. */
  cursor: string | undefined
}

/** How many dead letters of a queue have the same reason. */
export interface DeadLetterCount {
  queue: string
  code: string
  count: number
}

/** Dead letters by queue and code of their reason, most first; from index `deadLetters` alone. */
export async function countDeadLetters({ items, retryTransient }: Store): Promise<DeadLetterCount[]> {
  const groups = await retryTransient('count dead letters', () =>
    items
      .aggregate<{ _id: { queue: string; code?: string | null }; count: number }>([
        { $match: { state: 'dead' } },
        { $group: { _id: { queue: '$queue', code: '$lastError.code' }, count: { $sum: 1 } } },
        { $sort: { count: -1 } },
      ])
      .toArray(),
  )
  return groups.map(({ _id, count }) => ({ queue: _id.queue, code: _id.code ?? '', count }))
}

/** A set of dead letters that no later death enlarges: those of a filter that died before a moment. */
export interface DeadLetterBound {
  readonly count: number
  /** For `before` of the filter; by the clock of the database. */
  readonly before: Date
}

/** Counts the dead letters of a filter, up to its `before` or else up to now. */
export async function boundDeadLetters(store: Store, filter: DeadLetterFilter): Promise<DeadLetterBound> {
  const { items, retryTransient } = store
  const before = filter.before ?? (await storeNow(store))
  const meant = deadWith({ ...filter, before })
  const named = namedIds(filter)
  const count = await retryTransient('count dead letters', () =>
    items.countDocuments({ ...meant, ...(named && { _id: { $in: named } }) }),
  )
  return { count, before }
}

/** A page of dead letters, by id. It costs the same wherever it starts, and however many there are. */
export async function listDeadLetters(
  store: Store,
  filter: DeadLetterFilter,
  { limit = 100, cursor }: { limit?: number; cursor?: string },
): Promise<DeadLetterPage> {
  const { items, retryTransient } = store
  const after = cursor === undefined ? {} : { $gt: ObjectId.createFromHexString(cursor) }
  const named = namedIds(filter)
  const meant = named === undefined ? await deadInOrder(store, filter) : deadWith(filter)
  const _id = { ...after, ...(named && { $in: named }) }
  const found = await retryTransient('list dead letters', () =>
    items
      .find({ ...meant, ...(Object.keys(_id).length > 0 && { _id }) })
      .sort({ _id: 1 })
      .limit(limit)
      .project<Omit<ItemDocument, 'payload'>>({ payload: 0 })
      .toArray(),
  )
  const letters = found.map(letterOf)
  return { letters, cursor: letters.length < limit ? undefined : letters.at(-1)?.id }
}

function letterOf(item: Omit<ItemDocument, 'payload'>): DeadLetter {
  const { _id, key, queue, lastError, attempts, generation, enteredAt, batch } = item
  return {
    id: _id.toHexString(),
    key,
    queue,
    reason: lastError,
    attempts,
    generation,
    enteredAt,
    batch: batch ?? undefined,
  }
}
