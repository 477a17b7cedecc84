import { after, before, beforeEach } from 'node:test'
import { type LocalMongo, shareLocalMongo } from '@dwmops/local-mongo'
import { type Db, MongoClient } from 'mongodb'
import type { Claim } from './claim.ts'
import type { Entry } from './entry.ts'
import { openQueue, type Queue, type QueueOptions } from './queue.ts'

/** A real database for the tests of one describe, emptied before each of them. */
export interface TestBed {
  readonly db: Db
  readonly mongo: LocalMongo
  readonly client: MongoClient
  /** Commands sent since the last call. */
  commands(): string[]
  open(options?: Partial<QueueOptions>): Queue
  /** Time goes by: the leases of all claims, or of one, are over. */
  endLeases(token?: string): Promise<void>
}

let databases = 0

/** To be called in a describe. */
export function testBed(): TestBed {
  databases += 1
  const name = `queue${databases}`
  const shared = shareLocalMongo()
  let mongo: LocalMongo | undefined
  let client: MongoClient | undefined
  let sent: string[] = []
  const started = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('the test bed starts with the tests')
    return part
  }
  const bed: TestBed = {
    get db() {
      return started(client).db(name)
    },
    get mongo() {
      return started(mongo)
    },
    get client() {
      return started(client)
    },
    commands: () => sent.splice(0),
    open: (settings) => openQueue(bed.db, { owner: 'test', stage: 'test', ...settings }),
    endLeases: async (token) => {
      const filter = token === undefined ? {} : { _id: token }
      await bed.db.collection<{ _id: string }>('claims').updateMany(filter, { $set: { until: new Date(0) } })
    },
  }
  before(async () => {
    mongo = await shared.start()
    client = new MongoClient(mongo.url, { monitorCommands: true })
    client.on('commandStarted', ({ commandName }) => sent.push(commandName))
    await bed.open().ensureIndexes()
  })
  beforeEach(async () => {
    for (const collection of await bed.db.listCollections().toArray())
      await bed.db.collection(collection.name).deleteMany({})
    sent = []
  })
  after(async () => {
    await client?.close()
    await shared.leave()
  })
  return bed
}

/** Entries key1 ... keyN, each with a payload of its own. */
export function entries(count: number, more: Partial<Entry> = {}): Entry[] {
  return Array.from({ length: count }, (_, index) => {
    const key = `key${index + 1}`
    return { key, payload: { name: key }, source: `source of ${key}`, ...more }
  })
}

/** The claim that must be there. */
export function present<T>(one: T | undefined): T {
  if (one === undefined) throw new Error('nothing there')
  return one
}

/** All items of a claim to the same end. */
export async function settleAll(claim: Claim, to: 'done' | { queue: string }) {
  return claim.settle(claim.items.map(({ id }) => ({ id, to })))
}
