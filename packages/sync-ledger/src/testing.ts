import { beforeEach } from 'node:test'
import type { LocalMongo } from '@dwmops/local-mongo'
import { testMongo } from '@dwmops/local-mongo/testing'
import type { Collection, Db } from 'mongodb'
import type { StoredEntry } from './entries/stored-entry.ts'
import { LedgerError } from './errors.ts'
import { type Ledger, type LedgerOptions, openLedger } from './ledger.ts'

export const definitionUri = '/contacts/exports/12'
export const minuteMs = 60_000

/** A ledger in a database of its own on the real server, new before each test. */
export function ledgerForTests() {
  const database = testMongo()
  let db: Db
  beforeEach(async () => {
    db = database.fresh()
    await tests.open().ensureIndexes()
  })

  const tests = {
    mongo: (): LocalMongo => database.mongo,
    stored: (): Collection<StoredEntry> => db.collection<StoredEntry>('syncs'),
    open: (options: Partial<LedgerOptions> = {}): Ledger =>
      openLedger(db, { stage: 'get-contacts', owner: 'pod-a', ...options }),
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
