import type { LocalMongo } from '@dwmops/local-mongo'
import { type Db, MongoClient } from 'mongodb'
import type { ItemDocument } from '../src/item.ts'
import { type Drain, drain } from './drain.ts'
import { barestHop, fillFloor } from './floor.ts'
import { documentsFrom } from './records.ts'
import { fill, type SizeFacts } from './size-facts.ts'
import { Timing } from './timing.ts'

/** One line of the table. Times in milliseconds. */
export interface Row {
  size: number
  n: number
  workers: number
  /** 1: every record gets a new payload; 0: it only moves. */
  rewrites: number
  records: number
  /** Of a claim, averaged over the drain, and for 600 records. */
  claimMs: number
  claimMsFor600: number
  settleMs: number
  recordsPerSecond: number
  commandsPerRecord: number
  /** Median hop by the barest calls, run in turn with the queue's own; 0 where it was not run. */
  floorMs: number
  /** Median hop against the floor's. */
  timesFloor: number
  /** Speed against the loop of one record a time, on a queue of that size. */
  timesLoop: number
}

export interface Results {
  rows: Row[]
  sizes: SizeFacts[]
}

interface Plan {
  n: number
  workers: number
  rewrites: boolean
  /** A queue of 1,000 is over in two claims: it is drained many times. */
  rounds: number
  maxHops: number
  /** Hops that the floor is run beside. */
  floorHops: number
}

/** Runs all of it on a running database; says what it does line by line. */
export async function bench(mongo: LocalMongo, sizes: readonly number[], say: (line: string) => void) {
  const client = new MongoClient(mongo.url, { monitorCommands: true, maxPoolSize: 20 })
  const results: Results = { rows: [], sizes: [] }
  try {
    for (const size of sizes) {
      const db = client.db(`bench${size}`)
      say(`queue of ${size}: filling`)
      const facts = await fill(db, mongo, size)
      results.sizes.push(facts)
      let from = 'in'
      for (const plan of plansFor(size)) {
        say(`queue of ${size}: ${plan.workers} workers, ${plan.n} at a time`)
        const floor = await openFloor(db, mongo, plan)
        const counter = countCommands(client)
        const drains: Drain[] = []
        for (let round = 0; round < plan.rounds; round += 1) {
          const to = `${from}'`
          drains.push(await drain(db, { from, to, ...plan, beside: () => counter.pause(floor.hop) }))
          if (plan.maxHops === Infinity) from = to
        }
        results.rows.push(row(size, plan, drains, counter.stop(), floor.timing.median, facts))
        await db.dropCollection('floor')
      }
      await db.dropDatabase()
    }
  } finally {
    await client.close()
  }
  return results
}

function plansFor(size: number): Plan[] {
  const rounds = size <= 10_000 ? 10 : 1
  const isHuge = size > 200_000
  const one = { n: 600, workers: 1, rewrites: true, rounds, maxHops: isHuge ? 40 : Infinity, floorHops: 20 }
  const plans = [
    one,
    { ...one, rewrites: false },
    ...[2, 4].map((workers) => ({ ...one, workers, floorHops: 0 })),
  ]
  if (isHuge) return plans
  return size < 30_000 ? plans : [...plans, { ...one, n: 30_000, rewrites: false, floorHops: 2 }]
}

async function openFloor(db: Db, mongo: LocalMongo, { n, rewrites, floorHops }: Plan) {
  const items = db.collection<ItemDocument>('floor')
  await fillFloor(items, documentsFrom(Math.max(1, n * floorHops)))
  await mongo.analyze()
  const timing = new Timing()
  const hop = async () => {
    if (timing.count < floorHops) await timing.take(() => barestHop(items, n, rewrites))
  }
  return { timing, hop }
}

/** Counts what goes to the database, except in a pause. */
function countCommands(client: MongoClient) {
  let commands = 0
  let paused = false
  const count = () => {
    if (!paused) commands += 1
  }
  client.on('commandStarted', count)
  return {
    pause: async (work: () => Promise<void>) => {
      paused = true
      await work()
      paused = false
    },
    stop: () => {
      client.off('commandStarted', count)
      return commands
    },
  }
}

function row(
  size: number,
  { n, workers, rewrites }: Plan,
  drains: readonly Drain[],
  commands: number,
  floorMs: number,
  { loopPerSecond }: SizeFacts,
): Row {
  const sum = (of: (one: Drain) => number) => drains.reduce((total, one) => total + of(one), 0)
  const records = sum((one) => one.records)
  const hops = sum(({ settle }) => settle.count)
  const claimMs = sum(({ claim }) => claim.sum)
  const recordsPerSecond = (records / sum(({ ms }) => ms)) * 1_000
  const hopMs = Math.min(n, size) === n ? (drains[0]?.hop.median ?? 0) : 0
  return {
    size,
    n,
    workers,
    rewrites: rewrites ? 1 : 0,
    records,
    claimMs: claimMs / hops,
    claimMsFor600: (claimMs / records) * 600,
    settleMs: sum(({ settle }) => settle.sum) / hops,
    recordsPerSecond,
    commandsPerRecord: commands / records,
    floorMs,
    timesFloor: floorMs === 0 ? 0 : hopMs / floorMs,
    timesLoop: recordsPerSecond / loopPerSecond,
  }
}
