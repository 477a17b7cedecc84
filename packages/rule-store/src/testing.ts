import { after, before } from 'node:test'
import { type LocalMongo, shareLocalMongo } from '@dwmops/local-mongo'
import { type CommandStartedEvent, type Db, MongoClient } from 'mongodb'
import { byCollection, type RuleDocument, type RuleSet } from './rule-collections.ts'

/** The real database of one test file. */
export interface TestDatabase {
  /** A new, empty database. */
  fresh(): Db
  readonly mongo: LocalMongo
  /** Names of the commands that were sent while `work` ran, the driver's own apart. */
  commandsDuring(work: () => Promise<unknown>): Promise<string[]>
}

const ownCommands = new Set(['hello', 'ping', 'endSessions', 'ismaster'])

let databases = 0

/** Connects before the tests of a file and leaves after them. */
export function testDatabase(): TestDatabase {
  const shared = shareLocalMongo()
  let mongo: LocalMongo | undefined
  let client: MongoClient | undefined
  const started = () => {
    if (mongo === undefined || client === undefined) throw new Error('the database is there only in tests')
    return { mongo, client }
  }
  before(async () => {
    mongo = await shared.start()
    client = await new MongoClient(mongo.url, { monitorCommands: true }).connect()
  })
  after(async () => {
    await client?.close()
    await shared.leave()
  })
  return {
    get mongo() {
      return started().mongo
    },
    fresh() {
      databases += 1
      return started().client.db(`rules_${databases}`)
    },
    async commandsDuring(work) {
      const commands: string[] = []
      const listen = ({ commandName }: CommandStartedEvent) => {
        if (!ownCommands.has(commandName)) commands.push(commandName)
      }
      started().client.on('commandStarted', listen)
      await work()
      started().client.off('commandStarted', listen)
      return commands
    },
  }
}

/** A set with these rules, and one config unless told otherwise. */
export function ruleSet(
  rules: Readonly<Record<string, readonly RuleDocument[]>>,
  configs: readonly RuleDocument[] = [config()],
): RuleSet {
  return { rules: byCollection((collection) => rules[collection] ?? []), configs }
}

export function config(name = 'Test_Config'): RuleDocument {
  return {
    configName: name,
    fields: {
      jobTitle: { lookup: ['genericLookup'], derive: {} },
      city: { lookup: ['normLookup'], derive: {} },
    },
    userDefinedFunctions: {},
    history: {
      writeContactHistory: true,
      returnHistoryId: false,
      returnHistoryField: 'historyId',
      histIdField: { name: 'ContactID', value: 'ContactID' },
    },
  }
}

/** Fills a database as a restored dump would: plain documents, no version. */
export async function restoreDump(db: Db, set: RuleSet): Promise<void> {
  for (const [collection, documents] of Object.entries({ ...set.rules, config: set.configs })) {
    const copies = documents.map((document) => ({ ...document }))
    if (copies.length > 0) await db.collection(collection).insertMany(copies)
  }
}

/** A rule set without what only the database adds. */
export function withoutIds({ rules, configs }: RuleSet): RuleSet {
  const bare = ({ _id: _, ...document }: RuleDocument) => document
  return ruleSet(
    Object.fromEntries(Object.entries(rules).map(([name, documents]) => [name, documents.map(bare)])),
    configs.map(bare),
  )
}

export function lookups(...finds: string[]): RuleDocument[] {
  return finds.map((find) => ({ find, replace: find.toLowerCase() }))
}
