import { type Filter, ObjectId } from 'mongodb'
import type { BatchRef, ItemDocument, LastError } from './item.ts'
import { keyId } from './key-id.ts'
import { trailWith } from './step.ts'
import type { Store } from './store.ts'

/** Which dead letters are meant; every condition given must hold. */
export interface DeadLetterFilter {
  queue?: string
  /** Code of the reason. */
  code?: string
  /** Keys, as added. */
  keys?: string[]
  /** Item ids, 24 hexadecimal digits. */
  ids?: string[]
}

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

/** Dead letters by queue and code of their reason, most first. */
export async function countDeadLetters({ items, retryTransient }: Store): Promise<DeadLetterCount[]> {
  const groups = await retryTransient('count dead letters', () =>
    items
      .aggregate<{ _id: { queue: string; code?: string }; count: number }>([
        { $match: { state: 'dead' } },
        { $group: { _id: { queue: '$queue', code: '$lastError.code' }, count: { $sum: 1 } } },
        { $sort: { count: -1 } },
      ])
      .toArray(),
  )
  return groups.map(({ _id, count }) => ({ queue: _id.queue, code: _id.code ?? '', count }))
}

/** A page of dead letters. By id, so that a page costs the same wherever it starts. */
export async function listDeadLetters(
  { items, retryTransient }: Store,
  filter: DeadLetterFilter,
  { limit = 100, cursor }: { limit?: number; cursor?: string },
): Promise<DeadLetterPage> {
  const after = cursor === undefined ? [] : [{ _id: { $gt: ObjectId.createFromHexString(cursor) } }]
  const found = await retryTransient('list dead letters', () =>
    items
      .find({ $and: [deadWith(filter), ...after] })
      .sort({ _id: 1 })
      .limit(limit)
      .project<Omit<ItemDocument, 'payload'>>({ payload: 0 })
      .toArray(),
  )
  const letters = found.map(letterOf)
  return { letters, cursor: letters.length < limit ? undefined : letters.at(-1)?.id }
}

/** Back to their queue with fresh attempts. The last error stays to be read. */
export async function redrive({ items, retryTransient }: Store, filter: DeadLetterFilter): Promise<number> {
  const { matchedCount } = await retryTransient('redrive dead letters', () =>
    items.updateMany(deadWith(filter), [
      { $set: { state: 'ready', attempts: 0, enteredAt: '$$NOW', trail: byPerson('redriven') } },
    ]),
  )
  return matchedCount
}

/** Ended by a person: readable for the retention time, then deleted as done. */
export async function discard(
  { items, retryTransient }: Store,
  filter: DeadLetterFilter,
  retentionMs: number,
): Promise<number> {
  const { matchedCount } = await retryTransient('discard dead letters', () =>
    items.updateMany(deadWith(filter), [
      { $set: { state: 'done', expireAt: { $add: ['$$NOW', retentionMs] }, trail: byPerson('discarded') } },
    ]),
  )
  return matchedCount
}

function byPerson(did: 'redriven' | 'discarded') {
  return trailWith({ did, claim: '', to: '$queue' })
}

function deadWith({ queue, code, keys, ids }: DeadLetterFilter): Filter<ItemDocument> {
  const conditions: Filter<ItemDocument>[] = [{ state: 'dead' }]
  if (queue !== undefined) conditions.push({ queue })
  if (code !== undefined) conditions.push({ 'lastError.code': code })
  if (keys !== undefined) conditions.push({ _id: { $in: keys.map(keyId) } })
  if (ids !== undefined) conditions.push({ _id: { $in: ids.map((id) => ObjectId.createFromHexString(id)) } })
  return { $and: conditions }
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
