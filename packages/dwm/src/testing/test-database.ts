import type { LocalMongo } from '@dwmops/local-mongo'
import { testMongo } from '@dwmops/local-mongo/testing'
import type { Db } from 'mongodb'
import { type Ended, runDwm } from './run-dwm.ts'

/** The real database of one test file. */
export interface TestDatabase {
  readonly mongo: LocalMongo
  /** A new, empty database that dwm uses for both queues and rules. */
  fresh(): {
    readonly db: Db
    readonly env: Readonly<Record<string, string>>
    dwm(...args: string[]): Promise<Ended>
  }
}

/** Starts a database before the tests of a file and ends it after them. */
export function testDatabase(): TestDatabase {
  const database = testMongo()
  return {
    get mongo() {
      return database.mongo
    },
    fresh() {
      const db = database.fresh()
      const { databaseName: name } = db
      const env = { MONGODB_URL: database.mongo.url, QUEUE_DATABASE: name, RULES_DATABASE: name }
      return { db, env, dwm: (...args) => runDwm(args, { env }) }
    },
  }
}
