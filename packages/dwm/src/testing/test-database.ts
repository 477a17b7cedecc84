import { after, before } from 'node:test'
import { type LocalMongo, startLocalMongo } from '@dwmops/local-mongo'
import { type Db, MongoClient } from 'mongodb'
import { type Ended, runDwm } from './run-dwm.ts'

/** The real database of one test file. */
export interface TestDatabase {
  readonly mongo: LocalMongo
  /** A new, empty database, and dwm told to take it for both queues and rules. */
  fresh(): {
    readonly db: Db
    readonly env: Readonly<Record<string, string>>
    dwm(...args: string[]): Promise<Ended>
  }
}

/** Starts a database before the tests of a file and ends it after them. */
export function testDatabase(): TestDatabase {
  let mongo: LocalMongo | undefined
  let client: MongoClient | undefined
  let databases = 0
  before(async () => {
    mongo = await startLocalMongo()
    client = await new MongoClient(mongo.url).connect()
  })
  after(async () => {
    await client?.close()
    await mongo?.stop()
  })
  const started = () => {
    if (mongo === undefined || client === undefined) throw new Error('the database is there only in tests')
    return { mongo, client }
  }
  return {
    get mongo() {
      return started().mongo
    },
    fresh() {
      databases += 1
      const name = `dwm_${process.pid}_${databases}`
      const env = { MONGODB_URL: started().mongo.url, QUEUE_DATABASE: name, RULES_DATABASE: name }
      return { db: started().client.db(name), env, dwm: (...args) => runDwm(args, { env }) }
    },
  }
}
