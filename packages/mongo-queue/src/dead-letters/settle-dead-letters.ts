import type { Document, ObjectId } from 'mongodb'
import { byId } from '../indexes.ts'
import { trailWith } from '../item/step.ts'
import type { Store } from '../store.ts'
import { type DeadLetterFilter, deadInOrder, deadWith, namedIds } from './dead-letter-filter.ts'

/** How dead letters are settled. */
export interface SettleOptions {
  /** No more than so many; all that are meant unless given. */
  limit?: number
  /** Who decides: noted in the record's trail. */
  by?: string
  /** Called after each command with how many are settled so far. */
  onProgress?(settled: number): void
}

/** One command: far below the time that a command may take, however many are meant. */
const lettersACommand = 1_000

/** Back to their queue with fresh attempts. The last error stays to be read. */
export function redrive(store: Store, filter: DeadLetterFilter, options: SettleOptions): Promise<number> {
  const change = { state: 'ready', attempts: 0, enteredAt: '$$NOW', trail: stepOf('redriven', options.by) }
  return settleAll(store, filter, { doing: 'redrive dead letters', change }, options)
}

/** Ended by a person, or by the retention that one has set: readable for the retention time, then deleted as done. */
export function discard(
  store: Store,
  filter: DeadLetterFilter,
  retentionMs: number,
  options: SettleOptions = {},
): Promise<number> {
  const change = {
    state: 'done',
    expireAt: { $add: ['$$NOW', retentionMs] },
    trail: stepOf('discarded', options.by),
  }
  return settleAll(store, filter, { doing: 'discard dead letters', change }, options)
}

function stepOf(did: 'redriven' | 'discarded', by: string | undefined) {
  return trailWith({ did, claim: '', to: '$queue', by })
}

interface Change {
  readonly doing: string
  readonly change: Document
}

/** In order of id and never back, so that it ends though some of them die again meanwhile. */
async function settleAll(
  store: Store,
  filter: DeadLetterFilter,
  { doing, change }: Change,
  { limit = Number.POSITIVE_INFINITY, onProgress }: SettleOptions,
): Promise<number> {
  let settled = 0
  for await (const ids of chunksOfIds(store, filter)) {
    const some = ids.slice(0, limit - settled)
    const { matchedCount } = await store.retryTransient(doing, () =>
      store.items.updateMany({ _id: { $in: some }, ...deadWith(filter) }, [{ $set: change }], byId),
    )
    settled += matchedCount
    onProgress?.(settled)
    if (settled >= limit) break
  }
  return settled
}

async function* chunksOfIds(store: Store, filter: DeadLetterFilter): AsyncGenerator<ObjectId[]> {
  const named = namedIds(filter)
  if (named === undefined) return yield* walkIds(store, filter)
  for (let first = 0; first < named.length; first += lettersACommand)
    yield named.slice(first, first + lettersACommand)
}

async function* walkIds(store: Store, filter: DeadLetterFilter): AsyncGenerator<ObjectId[]> {
  const meant = await deadInOrder(store, filter)
  let last: ObjectId | undefined
  do {
    const after = last === undefined ? {} : { _id: { $gt: last } }
    const found = await store.retryTransient('look for dead letters', () =>
      store.items
        .find({ ...meant, ...after })
        .sort({ _id: 1 })
        .limit(lettersACommand)
        .project<{ _id: ObjectId }>({ _id: 1 })
        .toArray(),
    )
    if (found.length > 0) yield found.map(({ _id }) => _id)
    last = found.length < lettersACommand ? undefined : found.at(-1)?._id
  } while (last !== undefined)
}
