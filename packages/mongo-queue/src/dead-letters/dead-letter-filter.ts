import { type Filter, ObjectId } from 'mongodb'
import type { ItemDocument } from '../item/item.ts'
import { keyId } from '../item/key-id.ts'
import type { Store } from '../store.ts'

/** Which dead letters are meant; every condition given must hold. */
export interface DeadLetterFilter {
  queue?: string
  /** Code of the reason. */
  code?: string
  /** Keys, as added. */
  keys?: string[]
  /** Item ids, 24 hexadecimal digits. */
  ids?: string[]
  /** In the key or in the words of the reason, in either case: every letter that the other conditions leave is looked at. */
  text?: string
  /** Dead for longer, since before this time of the database. */
  before?: Date
}

/** The items that a filter names by key or id; undefined when it names none. */
export function namedIds({ keys, ids }: DeadLetterFilter): ObjectId[] | undefined {
  const byKey = keys?.map(keyId)
  const given = ids?.map((id) => ObjectId.createFromHexString(id))
  if (byKey === undefined || given === undefined) return byKey ?? given
  const both = new Set(given.map((id) => id.toHexString()))
  return byKey.filter((id) => both.has(id.toHexString()))
}

/** What a filter asks of dead letters beside their names. */
export function deadWith({ queue, code, text, before }: DeadLetterFilter): Filter<ItemDocument> {
  return {
    state: 'dead',
    ...(queue !== undefined && { queue }),
    ...(code !== undefined && { 'lastError.code': code }),
    ...(text !== undefined && { $or: [{ key: holding(text) }, { 'lastError.message': holding(text) }] }),
    ...(before !== undefined && { 'lastError.at': { $lt: before } }),
  }
}

function holding(text: string): RegExp {
  return new RegExp(RegExp.escape(text.trim()), 'i')
}

/**
 * The same with queues and codes listed where the filter leaves them open: index `deadLetters` is then walked in order of id, one range
 * for each queue and code, and a page costs no more than its letters. Both are read from that index, a key for each value.
 */
export async function deadInOrder(store: Store, filter: DeadLetterFilter): Promise<Filter<ItemDocument>> {
  const queues = filter.queue === undefined ? await distinct(store, 'queue', {}) : [filter.queue]
  const codes =
    filter.code === undefined
      ? await Promise.all(queues.map((queue) => distinct(store, 'lastError.code', { queue })))
      : [filter.code]
  return {
    ...deadWith(filter),
    queue: { $in: queues },
    'lastError.code': { $in: [...new Set(codes.flat())] },
  } as Filter<ItemDocument>
}

async function distinct(store: Store, field: 'queue' | 'lastError.code', within: { queue?: string }) {
  const values: unknown[] = await store.retryTransient('list kinds of dead letters', () =>
    store.items.distinct(field, { state: 'dead', ...within }),
  )
  // what died before reasons had a code is found under null
  return field === 'queue' ? (values as string[]) : ([...values, null] as string[])
}
