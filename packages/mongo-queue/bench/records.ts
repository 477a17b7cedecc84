import { randomBytes } from 'node:crypto'
import { type Collection, ObjectId } from 'mongodb'
import { arrivalsOf, newItem } from '../src/add/arrival.ts'
import type { Entry, Payload } from '../src/index.ts'
import type { ItemDocument } from '../src/item/item.ts'

const fieldCount = 39

/** A record of about 1 kB: 39 short strings. */
export function payloadOf(index: number): Payload {
  return Object.fromEntries(
    Array.from({ length: fieldCount }, (_, field) => [`field${field}`, `value ${index} of ${field}`]),
  )
}

/** Entries with keys from `first` on. */
export function entriesFrom(first: number, count: number): Entry[] {
  return Array.from({ length: count }, (_, offset) => {
    const index = first + offset
    return { key: `person${index}@example.com`, payload: payloadOf(index), source: `source ${index}` }
  })
}

/** The documents that the queue would make of as many entries. */
export function documentsFrom(count: number): ItemDocument[] {
  const now = new Date()
  const call = { token: 'floor', queue: 'in', now, exportedAt: now, dated: true, onlyIdle: false }
  return arrivalsOf(entriesFrom(0, count)).map((arrival) => newItem(arrival, call))
}

/** As many documents as the queue itself has them, trails and all: what a hop of the queue moves, under other ids. */
export async function documentsLike(items: Collection<ItemDocument>, count: number): Promise<ItemDocument[]> {
  const found = await items.find().limit(count).toArray()
  return Array.from({ length: count }, (_, index) => {
    const model = found[index % found.length]
    if (model === undefined) throw new Error(`${items.namespace} is empty: there is nothing to compare with`)
    return { ...model, _id: new ObjectId(randomBytes(12)), queue: 'in', state: 'ready', claim: null }
  })
}
