import { after, before, beforeEach } from 'node:test'
import { type LocalMongo, shareLocalMongo } from '@dwmops/local-mongo'
import { type Db, MongoClient, MongoNetworkError } from 'mongodb'
import type { Entry } from './add/entry.ts'
import type { Claim } from './claim/claim.ts'
import { openQueueOn, type Queue, type QueueOptions } from './queue.ts'
import { type Store, storeIn } from './store.ts'

/** A real database for the tests of one describe, emptied before each of them. */
export interface TestBed {
  readonly db: Db
  readonly mongo: LocalMongo
  readonly client: MongoClient
  /** Commands sent since the last call. */
  commands(): string[]
  open(options?: Partial<QueueOptions>, store?: Store): Queue
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
    open: (settings, store = storeIn(bed.db)) =>
      openQueueOn(store, { owner: 'test', stage: 'test', ...settings }),
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
    await shared.abandon()
  })
  return bed
}

/**
 * A store whose first call of a method is not answered: its command reaches the database only with `arrive`, however late. `onFail`
 * is reported before the caller learns of the cut.
 */
export function withLateCommand(
  db: Db,
  collection: 'items' | 'claims',
  method: string,
  onFail: () => Promise<unknown> = async () => undefined,
): { store: Store; arrive(): Promise<unknown> } {
  const store = storeIn(db)
  let late: (() => Promise<unknown>) | undefined
  const target = store[collection]
  const cutOnce = new Proxy<typeof target>(target, {
    get(_, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== 'function') return value
      if (name !== method || late !== undefined) return value.bind(target)
      return async (...given: unknown[]) => {
        late = () => value.apply(target, given)
        await onFail()
        throw new MongoNetworkError('cut by the test')
      }
    },
  })
  return {
    store: { ...store, [collection]: cutOnce },
    arrive: () => (late === undefined ? Promise.reject(new Error(`no ${method} was sent`)) : late()),
  }
}

/** A store that stops before a command, named by what it does, until it is let go on. */
export function withStop(db: Db, before: string): { store: Store; stopped: Promise<void>; goOn(): void } {
  const store = storeIn(db)
  const reached = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  const retryTransient: Store['retryTransient'] = async (doing, command) => {
    if (doing === before) {
      reached.resolve()
      await released.promise
    }
    return store.retryTransient(doing, command)
  }
  return { store: { ...store, retryTransient }, stopped: reached.promise, goOn: released.resolve }
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
