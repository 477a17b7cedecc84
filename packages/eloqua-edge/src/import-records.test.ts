import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { connectEloqua } from '@dwmops/eloqua-client'
import { type Sandbox, type SandboxOptions, startSandbox } from '@dwmops/eloqua-sandbox'
import { type LocalMongo, startLocalMongo } from '@dwmops/local-mongo'
import { openLedger } from '@dwmops/sync-ledger'
import { MongoClient } from 'mongodb'
import { pino } from 'pino'
import type { ImportFate } from './import-fates.ts'
import { type BatchTally, importRecords } from './import-records.ts'
import { SyncJournal } from './sync-journal.ts'

const never = new AbortController().signal
const rows = Array.from({ length: 16 }, (_, index) => ({
  id: String(index).padStart(2, '0'),
  row: { emailAddress: `contact${index}@example.com`, firstName: 'Ann' },
}))

describe('importRecords', () => {
  let mongo: LocalMongo
  let client: MongoClient
  before(async () => {
    mongo = await startLocalMongo()
    client = await new MongoClient(mongo.url).connect()
  })
  after(async () => {
    await client.close()
    await mongo.stop()
  })

  it('accepts all rows of a good sync, in one sync', async () => {
    const { fates, tally, syncs } = await imported({})
    assert.equal(accepted(fates).length, 16)
    assert.deepEqual([tally.success, syncs], [16, 1])
  })

  it("rejects the rows that Eloqua names, with Eloqua's code, and accepts the rest", async () => {
    const { fates, tally, syncs } = await imported({ faults: ['bad-rows=contact1*'] })
    const rejected = fates.filter(({ fate }) => fate === 'rejected')
    assert.deepEqual(rejected.map(({ id }) => id).toSorted(), ['01', '10', '11', '12', '13', '14', '15'])
    assert.ok(rejected.every((one) => one.fate === 'rejected' && one.code === 'ELQ-00002'))
    assert.equal(accepted(fates).length, 9)
    assert.deepEqual([tally.warning, syncs], [16, 1])
  })

  it('takes rejects that went in all the same for accepted', async () => {
    const { fates } = await imported({ faults: ['harmless-rejects=contact1*'] })
    assert.equal(accepted(fates).length, 16)
  })

  it('splits a sync that fails as a whole until the guilty row stands alone: one bad row strands one record', async () => {
    const { fates, syncs } = await imported({ faults: ['poison-rows=contact5@*'] })
    assert.deepEqual(
      fates.filter(({ fate }) => fate === 'rejected').map(({ id }) => id),
      ['05'],
    )
    assert.equal(accepted(fates).length, 15)
    assert.equal(syncs, 9)
  })

  it('stops splitting when the budget is used up, and sends the rest again', async () => {
    const { fates, syncs } = await imported({ faults: ['poison-rows=contact5@*'] }, { budget: 4 })
    assert.equal(syncs, 5)
    assert.equal(fates.length, 16)
    assert.ok(fates.some(({ id, fate }) => id === '05' && fate === 'again'))
    assert.ok(accepted(fates).length >= 8)
  })

  it('sends all again after a temporary error', async () => {
    const { fates, tally } = await imported({ faults: ['sync-temporary'] })
    assert.ok(fates.every(({ fate }) => fate === 'again'))
    assert.deepEqual([fates.length, tally.errored], [16, 16])
  })

  it('sends all again, without a sync, when the hour has no room', async () => {
    const { fates, syncs } = await imported({}, { limit: 0 })
    assert.ok(fates.every(({ fate }) => fate === 'again'))
    assert.deepEqual([fates.length, syncs], [16, 0])
  })

  it('leaves no ledger entry open', async () => {
    const { ledger } = await imported({ faults: ['poison-rows=contact5@*'] })
    assert.deepEqual(await ledger.unfinished(), [])
  })

  let databases = 0
  async function imported(options: SandboxOptions, { budget = 60, limit = 2000 } = {}) {
    const sandbox = await startSandbox({ contacts: 0, ...options })
    try {
      databases += 1
      const ledger = openLedger(client.db(`edge${databases}`), { stage: 'test', limits: { import: limit } })
      await ledger.ensureIndexes()
      const fates: ImportFate[] = []
      const tally: BatchTally = { success: 0, warning: 0, errored: 0 }
      const log = pino({ level: 'silent' })
      const eloqua = await connectEloqua(login(sandbox))
      await importRecords(
        {
          journal: new SyncJournal({ eloqua, ledger, log, ending: never, firstPollMs: 10 }),
          log,
          signal: never,
          definition: {
            name: 'test',
            fields: {
              emailAddress: '{{Contact.Field(C_EmailAddress)}}',
              firstName: '{{Contact.Field(C_FirstName)}}',
            },
            identifierFieldName: 'emailAddress',
          },
          upload: { maxRows: 20_000, maxBytes: 1_000_000 },
          budget: { left: budget },
          settle: async (some) => void fates.push(...some),
        },
        rows,
        tally,
      )
      return { fates, tally, ledger, syncs: (await ledger.list()).length }
    } finally {
      await sandbox.stop()
    }
  }
})

function login(sandbox: Sandbox) {
  return {
    loginUrl: `${sandbox.url}/id`,
    credentials: { company: 'Sandbox', username: 'sandbox', password: 'sandbox' },
  }
}

function accepted(fates: readonly ImportFate[]): readonly ImportFate[] {
  return fates.filter(({ fate }) => fate === 'accepted')
}
