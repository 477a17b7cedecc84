import type { Collection } from 'mongodb'
import type { ItemDocument } from '../src/item/item.ts'
import { Timing } from './timing.ts'

/** The classic queue on MongoDB: one findOneAndUpdate and one update a record. */
export async function classicLoop(items: Collection<ItemDocument>, records: number): Promise<Timing> {
  const timing = new Timing()
  for (let done = 0; done < records; done += 1)
    await timing.take(async () => {
      const item = await items.findOneAndUpdate(
        { state: 'ready', queue: 'in' },
        { $set: { state: 'claimed', claim: 'loop' }, $inc: { attempts: 1 } },
        { sort: { priority: -1, enteredAt: 1 } },
      )
      if (item === null) return
      const { _id, payload } = item
      await items.updateOne(
        { _id, claim: 'loop' },
        {
          $set: { state: 'ready', claim: null, queue: 'loop out', payload: { ...payload, field0: 'washed' } },
        },
      )
    })
  return timing
}
