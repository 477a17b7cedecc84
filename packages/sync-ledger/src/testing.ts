import { randomUUID } from 'node:crypto'
import { after, before, beforeEach } from 'node:test'
import { type LocalMongo, shareLocalMongo } from '@dwmops/local-mongo'
import { type Collection, type Db, MongoClient } from 'mongodb'
import { LedgerError } from './errors.ts'
import { type Ledger, type LedgerOptions, openLedger } from './ledger.ts'
import type { StoredEntry } from './stored-entry.ts'

export const definitionUri = '/contacts/exports/12'
export const minuteMs = 60_000

/** A ledger in a database of its own on the real server, empty before each test. */
export function ledgerForTests() {
  const shared = shareLocalMongo()
  const held: { mongo?: LocalMongo; client?: MongoClient; db?: Db } = {}

  before(async () => {
    held.mongo = await shared.start()
    held.client = await new MongoClient(held.mongo.url).connect()
    held.db = held.client.db(`ledger_${randomUUID().slice(0, 8)}`)
  })
  after(async () => {
    await held.db?.dropDatabase()
    await held.client?.close()
    await shared.leave()
  })
  beforeEach(async () => {
    await tests.stored().deleteMany({})
    await tests.open().ensureIndexes()
  })

  const tests = {
    mongo: (): LocalMongo => present(held.mongo),
    stored: (): Collection<StoredEntry> => present(held.db).collection<StoredEntry>('syncs'),
    open: (options: Partial<LedgerOptions> = {}): Ledger =>
      openLedger(present(held.db), { stage: 'get-contacts', owner: 'pod-a', ...options }),
    /** Time moves by writing an earlier time into the entry. */
    async age(id: string, ms: number): Promise<void> {
      const earlier = (field: string) => ({ $subtract: [`$${field}`, ms] })
      await tests
        .stored()
        .updateOne({ _id: id }, [{ $set: { plannedAt: earlier('plannedAt'), seenAt: earlier('seenAt') } }])
    },
  }
  return tests
}

export function hasCode(code: string) {
  return (error: unknown) => error instanceof LedgerError && error.code === code
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('used before the tests began')
  return value
}
