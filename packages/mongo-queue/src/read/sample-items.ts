import { ObjectId } from 'mongodb'
import type { Store } from '../store.ts'
import { type QueuedItem, readItems } from './read-items.ts'

/**
 * Some records at random, of any queue and state, each once; fewer where there are not so many. An id is made of a hash, so the one after a
 * random id is a random one: each costs a step of an index, however many records there are.
 */
export async function sampleItems(store: Store, wanted: number): Promise<QueuedItem[]> {
  const { items, retryTransient, chance } = store
  const ids = new Set<string>()
  // neighbors of the same id come twice; a small queue would be asked for ever
  for (let tries = 0; ids.size < wanted && tries < 3 * wanted; tries += 1) {
    const start = randomId(chance.random)
    const found = await retryTransient('pick an item', async () => {
      const next = (filter: object) => items.find(filter).sort({ _id: 1 }).limit(1).project({ _id: 1 }).next()
      return (await next({ _id: { $gte: start } })) ?? (await next({}))
    })
    if (found === null) return []
    ids.add(found['_id'].toHexString())
  }
  return readItems(store, [...ids])
}

function randomId(random: () => number): ObjectId {
  const digits = Array.from({ length: 24 }, () => Math.floor(random() * 16).toString(16))
  return ObjectId.createFromHexString(digits.join(''))
}
