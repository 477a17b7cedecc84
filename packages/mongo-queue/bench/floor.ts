import type { Collection } from 'mongodb'
import { itemIndexes } from '../src/indexes.ts'
import type { ItemDocument } from '../src/item/item.ts'

/** Makes a collection with the queue's indexes and documents for the barest calls; returns insertMany's time in ms. */
export async function fillFloor(items: Collection<ItemDocument>, documents: ItemDocument[]): Promise<number> {
  await items.createIndexes([...itemIndexes])
  const start = performance.now()
  for (let first = 0; first < documents.length; first += 5_000)
    await items.insertMany(documents.slice(first, first + 5_000), { ordered: false })
  return performance.now() - start
}

/**
 * The barest way to move n records on, with no promise kept: one find, one updateMany, one bulkWrite. What it takes is
 * what the driver and the database take for the documents alone.
 */
export async function barestHop(
  items: Collection<ItemDocument>,
  n: number,
  rewrites: boolean,
): Promise<void> {
  const found = await items
    .find({ state: 'ready', queue: 'in' })
    .limit(n)
    .batchSize(n + 1)
    .toArray()
  if (found.length === 0) return
  await items.updateMany({ _id: { $in: found.map(({ _id }) => _id) } }, { $set: { state: 'claimed' } })
  const writes = found.map(({ _id, payload }) => {
    const washed = rewrites ? { payload: { ...payload, field0: 'washed' } } : {}
    return {
      updateOne: { filter: { _id }, update: { $set: { state: 'ready' as const, queue: 'out', ...washed } } },
    }
  })
  for (let first = 0; first < writes.length; first += 10_000)
    await items.bulkWrite(writes.slice(first, first + 10_000), { ordered: false })
}
