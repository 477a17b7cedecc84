import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { startLocalMongo } from '@dwmops/local-mongo'
import { type Db, MongoClient, ObjectId } from 'mongodb'
import { openQueue, type Queue } from '../src/index.ts'
import type { ItemDocument } from '../src/item/item.ts'
import { documentsFrom } from './records.ts'
import { Timing } from './timing.ts'

/**
 * What dead letters cost, each, beside ever more of them: `node bench/dead-letters.ts --sizes 1000,100000,1000000`. Prints microseconds
 * a record, and each against the first size.
 */
const { values } = parseArgs({ options: { sizes: { type: 'string', default: '1000,100000' } } })
const sizes = values.sizes.split(',').map(Number)
/** Settled in one go, at each size; the smallest has twice as many of each reason. */
const settled = 100
const pageLetters = 100

const mongo = await startLocalMongo({ progress: (line) => console.error(line) })
const client = new MongoClient(mongo.url)
try {
  console.error(mongo.description)
  const rows: Record<string, number>[] = []
  for (const size of sizes) rows.push(await measureAt(client.db(`dead${size}`), size))
  console.table(rows)
  const [first = {}] = rows
  console.table(
    rows.map(({ size = 0, ...row }) => {
      const ratios = Object.entries(row).map(([name, us]) => [name, rounded(us / (first[name] ?? 1))])
      return { size, ...Object.fromEntries(ratios) }
    }),
  )
} finally {
  await client.close()
  await mongo.stop()
}

async function measureAt(db: Db, size: number): Promise<Record<string, number>> {
  await db.dropDatabase()
  const queue = openQueue(db, { owner: 'bench', stage: 'bench' })
  await queue.ensureIndexes()
  await fill(db, size)
  const statistics = await median(() => queue.measure())
  const counts = await median(() => queue.deadLetterCounts())
  const page = await median(() => queue.deadLetters({}, { limit: pageLetters }))
  const ofCode = await median(() => queue.deadLetters({ code: 'CODE 3' }, { limit: pageLetters }))
  const last = await median(async () =>
    queue.deadLetters({}, { limit: pageLetters, cursor: 'e0'.repeat(12) }),
  )
  const redrive = await settleSome(queue, 'redrive')
  const discard = await settleSome(queue, 'discard')
  await db.dropDatabase()
  const each = (ms: number, records: number) => rounded((ms * 1_000) / records)
  return {
    size,
    statistics: each(statistics, size),
    counts: each(counts, size),
    page: each(page, pageLetters),
    pageOfCode: each(ofCode, pageLetters),
    lastPage: each(last, pageLetters),
    redrive: each(redrive, settled),
    discard: each(discard, settled),
  }
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const timing = new Timing()
  for (let round = 0; round < 5; round += 1) await timing.take(work)
  return timing.median
}

async function settleSome(queue: Queue, decision: 'redrive' | 'discard'): Promise<number> {
  const timing = new Timing()
  for (let round = 0; round < 3; round += 1)
    await timing.take(() => queue[decision]({ code: `CODE ${round}` }, { limit: settled }))
  return timing.median
}

/** Dead letters of two queues with four reasons each. */
async function fill(db: Db, size: number): Promise<void> {
  const models = documentsFrom(1_000)
  const items = db.collection<ItemDocument>('items')
  for (let first = 0; first < size; first += 20_000) {
    const documents = Array.from({ length: Math.min(20_000, size - first) }, (_, offset): ItemDocument => {
      const place = first + offset
      const queue = place % 2 === 0 ? 'in' : 'out'
      const lastError = { code: `CODE ${place % 4}`, message: 'does not fit', queue, at: new Date() }
      const model = models[place % models.length] as ItemDocument
      return { ...model, _id: new ObjectId(randomBytes(12)), queue, state: 'dead', lastError }
    })
    await items.insertMany(documents, { ordered: false, writeConcern: { w: 1 } })
  }
}

function rounded(value: number): number {
  return Number(value.toPrecision(3))
}
