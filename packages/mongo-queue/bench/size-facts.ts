import type { LocalMongo } from '@dwmops/local-mongo'
import type { Db } from 'mongodb'
import { openQueue } from '../src/index.ts'
import type { ItemDocument } from '../src/item/item.ts'
import { storeIn } from '../src/store.ts'
import { fillFloor } from './floor.ts'
import { classicLoop } from './loop.ts'
import { documentsFrom, entriesFrom } from './records.ts'
import { Timing } from './timing.ts'

/** What was seen while a queue of one size was made and read. */
export interface SizeFacts {
  size: number
  /** Records a second of add(), and of insertMany with the same documents and indexes. */
  addPerSecond: number
  insertPerSecond: number
  /** Records a second of the classic loop, with the driver's own write concern and with the queue's. */
  loopPerSecond: number
  safeLoopPerSecond: number
  measureMs: number
  /** 95 of 100 readings are faster. */
  readStatsMs: number
}

/** One of them takes seconds on a queue of 1,000,000 where the engine sorts. */
const loopRecords = (size: number) => (size > 200_000 ? 5 : Math.min(100, size))

/** Fills queue `in` of a database, and measures what there is to measure on the way. */
export async function fill(db: Db, mongo: LocalMongo, size: number): Promise<SizeFacts> {
  await db.dropDatabase()
  const queue = openQueue(db, { owner: 'bench', stage: 'bench' })
  await queue.ensureIndexes()
  const add = new Timing()
  for (let first = 0; first < size; first += 20_000)
    await add.take(() => queue.add('in', entriesFrom(first, Math.min(20_000, size - first))))
  const sample = Math.min(size, 20_000)
  const insertMs = await fillFloor(db.collection<ItemDocument>('sample'), documentsFrom(sample))
  await db.dropCollection('sample')
  await mongo.analyze()
  const items = db.collection<ItemDocument>('items')
  const loop = await classicLoop(items, loopRecords(size))
  const safeLoop = await classicLoop(storeIn(db).items, loopRecords(size))
  await items.updateMany({ state: 'ready', queue: 'loop out' }, { $set: { queue: 'in' } })
  const measured = new Timing()
  await measured.take(() => queue.measure())
  const read = new Timing()
  for (let round = 0; round < 20; round += 1) await read.take(() => queue.readStats())
  return {
    size,
    addPerSecond: (size / add.sum) * 1_000,
    insertPerSecond: (sample / insertMs) * 1_000,
    loopPerSecond: 1_000 / loop.mean,
    safeLoopPerSecond: 1_000 / safeLoop.mean,
    measureMs: measured.mean,
    readStatsMs: read.quantile(0.95),
  }
}
