import type { LocalMongo } from '@dwmops/local-mongo'
import { type Db, MongoClient } from 'mongodb'
import type { ItemDocument } from '../src/item/item.ts'
import { type Drain, drain } from './drain.ts'
import { barestHop, fillFloor } from './floor.ts'
import { heapMb } from './heap.ts'
import { documentsLike } from './records.ts'
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
  /** Speed against one worker, in turns in the same run; 1 for one worker. */
  timesOneWorker: number
  /** Left on the heap of all that went through in the plan; MiB, garbage apart. */
  heapGrowthMb: number
  /** Median hop by the barest calls, run in turn with the queue's own; 0 where it was not run. */
  floorMs: number
  /** Median hop against the floor's. */
  timesFloor: number
  /** Speed against the loop of one record a time, on a queue of that size. */
  timesLoop: number
  /** Against the same loop with writes as safe as the queue's. */
  timesSafeLoop: number
}

export interface Results {
  rows: Row[]
  sizes: SizeFacts[]
}

interface Plan {
  n: number
  /** Numbers of workers that take turns. */
  workers: readonly number[]
  rewrites: boolean
  turns: number
  /** Hops in a turn, of all workers together; Infinity for all that is there. */
  hops: number
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
      const place = { from: 'in', moves: 0 }
      for (const plan of plansFor(size)) {
        say(`queue of ${size}: ${plan.workers.join(', ')} workers, ${plan.n} at a time`)
        results.rows.push(...(await runPlan({ db, client, mongo, plan, place }, facts)))
      }
      await db.dropDatabase()
    }
  } finally {
    await client.close()
  }
  return results
}

function plansFor(size: number): Plan[] {
  const turns = size <= 10_000 ? 10 : 1
  const isHuge = size > 200_000
  const alone = { n: 600, workers: [1], turns, hops: isHuge ? 40 : Infinity, floorHops: 20 }
  const together = { ...alone, workers: [1, 2, 4], rewrites: true, floorHops: 0 }
  return [
    { ...alone, rewrites: true },
    { ...alone, rewrites: false },
    ...(size < 30_000 || isHuge ? [] : [{ ...alone, n: 30_000, rewrites: false, floorHops: 2 }]),
    size <= 10_000 ? together : { ...together, turns: 3, hops: 16 },
  ]
}

interface Stand {
  db: Db
  client: MongoClient
  mongo: LocalMongo
  plan: Plan
  /** The queue that is full, and how many times records have moved on. */
  place: { from: string; moves: number }
}

/** Runs the turns of a plan; one row a number of workers. */
async function runPlan({ db, client, mongo, plan, place }: Stand, facts: SizeFacts): Promise<Row[]> {
  const floor = await openFloor(db, mongo, plan)
  const heapBefore = heapMb()
  const seen = new Map(plan.workers.map((workers) => [workers, { drains: [] as Drain[], commands: 0 }]))
  for (let turn = 0; turn < plan.turns; turn += 1)
    for (const [workers, result] of seen) {
      const counter = countCommands(client)
      place.moves += 1
      const order = {
        from: place.from,
        to: `after ${place.moves}`,
        workers,
        n: plan.n,
        rewrites: plan.rewrites,
      }
      const beside = () => counter.pause(floor.hop)
      result.drains.push(await drain(db, { ...order, maxHops: plan.hops / workers, beside }))
      result.commands += counter.stop()
      if (plan.hops === Infinity) place.from = order.to
    }
  await db.dropCollection('floor')
  const heapGrowthMb = heapMb() - heapBefore
  const rows = [...seen].map(([workers, { drains, commands }]) =>
    row({ plan, workers, drains, commands, floorMs: floor.timing.median }, facts),
  )
  const alone = rows[0]?.recordsPerSecond ?? 0
  return rows.map((one) => ({ ...one, timesOneWorker: one.recordsPerSecond / alone, heapGrowthMb }))
}

async function openFloor(db: Db, mongo: LocalMongo, { n, rewrites, floorHops }: Plan) {
  const items = db.collection<ItemDocument>('floor')
  await fillFloor(items, await documentsLike(db.collection('items'), Math.max(1, n * floorHops)))
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

interface Outcome {
  plan: Plan
  workers: number
  drains: readonly Drain[]
  commands: number
  floorMs: number
}

function row({ plan, workers, drains, commands, floorMs }: Outcome, facts: SizeFacts): Row {
  const sum = (of: (one: Drain) => number) => drains.reduce((total, one) => total + of(one), 0)
  const records = sum((one) => one.records)
  const hops = sum(({ settle }) => settle.count)
  const claimMs = sum(({ claim }) => claim.sum)
  const recordsPerSecond = (records / sum(({ ms }) => ms)) * 1_000
  const hopMs = Timing.medianOf(drains.map(({ hop }) => hop.median))
  return {
    size: facts.size,
    n: plan.n,
    workers,
    rewrites: plan.rewrites ? 1 : 0,
    records,
    claimMs: claimMs / hops,
    claimMsFor600: (claimMs / records) * 600,
    settleMs: sum(({ settle }) => settle.sum) / hops,
    recordsPerSecond,
    commandsPerRecord: commands / records,
    timesOneWorker: 1,
    heapGrowthMb: 0,
    floorMs,
    timesFloor: floorMs === 0 ? 0 : hopMs / floorMs,
    timesLoop: recordsPerSecond / facts.loopPerSecond,
    timesSafeLoop: recordsPerSecond / facts.safeLoopPerSecond,
  }
}
