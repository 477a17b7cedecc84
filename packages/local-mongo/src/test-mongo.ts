import { after, before } from 'node:test'
import { type CommandStartedEvent, type Db, MongoClient } from 'mongodb'
import type { LocalMongo } from './local-mongo.ts'
import { shareLocalMongo } from './shared-local-mongo.ts'

export { type Failpoint, withFailpoint, withLostAnswers } from './failpoint.ts'
export { testsOn } from './on-flavour.ts'
export { waitUntil } from './process/wait-until.ts'

/** A real database for the tests and hooks of one file or describe. */
export interface TestMongo {
  readonly mongo: LocalMongo
  /** Connected, and reports the commands that it sends. */
  readonly client: MongoClient
  /** Waits for it, in another `before`: those of a file begin all at once. */
  started(): Promise<void>
  /** A new, empty database. */
  fresh(): Db
  /** Names of the commands that were sent while `work` ran, the driver's own apart. */
  commandsDuring(work: () => Promise<unknown>): Promise<string[]>
}

/** Commands that the driver sends by itself. */
const ownCommands = new Set(['hello', 'ping', 'endSessions', 'ismaster'])

let databases = 0

/**
 * Starts a database before the tests of a file or describe and ends it after them; files in one process share it. Ends run in the order in
 * which they are given: what needs the database for its own is to give its `after` before this is called.
 */
export function testMongo(): TestMongo {
  const shared = shareLocalMongo()
  const start = async () => {
    const mongo = await shared.start()
    return { mongo, client: await new MongoClient(mongo.url, { monitorCommands: true }).connect() }
  }
  let starting: ReturnType<typeof start> | undefined
  let parts: Awaited<ReturnType<typeof start>> | undefined
  const started = async () => {
    starting ??= start()
    parts = await starting
  }
  const made: Db[] = []
  before(started)
  after(async () => {
    // any other database goes with its server
    if (parts?.mongo.flavour === 'given') for (const db of made) await db.dropDatabase()
    await parts?.client.close()
    await shared.abandon()
  })
  const running = () => {
    if (parts === undefined) throw new Error('the database is there only in tests and their hooks')
    return parts
  }
  return {
    get mongo() {
      return running().mongo
    },
    get client() {
      return running().client
    },
    started,
    fresh() {
      databases += 1
      const db = running().client.db(`test_${process.pid}_${databases}`)
      made.push(db)
      return db
    },
    commandsDuring: (work) => commandsSent(running().client, work),
  }
}

async function commandsSent(client: MongoClient, work: () => Promise<unknown>): Promise<string[]> {
  const commands: string[] = []
  const listen = ({ commandName }: CommandStartedEvent) => {
    if (!ownCommands.has(commandName)) commands.push(commandName)
  }
  client.on('commandStarted', listen)
  await work()
  client.off('commandStarted', listen)
  return commands
}
