import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { connectEloqua, type Eloqua, EloquaConflictError } from '@dwmops/eloqua-client'
import { clientLogin, type Sandbox, startSandbox } from '@dwmops/eloqua-sandbox'
import { testMongo } from '@dwmops/local-mongo/testing'
import { type Ledger, type LedgerEntry, openLedger } from '@dwmops/sync-ledger'
import type { Collection } from 'mongodb'
import { pino } from 'pino'
import { SyncJournal } from './sync-journal.ts'

describe('SyncJournal', () => {
  const database = testMongo()
  let sandbox: Sandbox
  let eloqua: Eloqua
  before(async () => {
    sandbox = await startSandbox({ contacts: 3 })
    eloqua = await connectEloqua(clientLogin(sandbox))
  })
  after(() => sandbox?.stop())

  describe('resume of an entry that is only planned', () => {
    it('closes it where nothing was started, and leaves nothing to do for a start that comes late', async () => {
      const { journal, entry } = await planned()
      assert.deepEqual(await journal.resume(entry), { state: 'never-started' })
      assert.equal((await journal.ledger.byId(entry.id))?.state, 'abandoned')
      const late = await eloqua.syncs.start(entry.definitionUri)
      const ended = await eloqua.syncs.waitForEnd(late.uri, { firstPollMs: 10 })
      assert.equal((await eloqua.syncs.judge(ended)).empty, true)
    })

    it('follows a start that comes while its rows are being deleted', async () => {
      const { journal, entry } = await planned({
        deleteRows: async (uri) => {
          await eloqua.syncs.start(uri)
          return eloqua.deleteRows(uri)
        },
      })
      const outcome = await journal.resume(entry)
      assert.ok(outcome.state === 'ended')
      assert.equal(outcome.verdict.empty, false)
    })

    it('stays open where Eloqua does not delete the rows and no sync is to be seen yet', async () => {
      const refusal = new EloquaConflictError('a sync runs', { status: 409 })
      const { journal, entry } = await planned({ deleteRows: () => Promise.reject(refusal) })
      await assert.rejects(journal.resume(entry), refusal)
      assert.equal((await journal.ledger.byId(entry.id))?.state, 'planned')
    })
  })

  describe('resumeUnfinished', () => {
    const hourMs = 3_600_000

    it('leaves a sync alone that another run follows, however far ahead its own clock is', async (context) => {
      const { journal, entry } = await planned()
      context.mock.timers.enable({ apis: ['Date'], now: Date.now() + 7 * hourMs })
      const { othersAtWork } = await journal.resumeUnfinished(hourMs)
      assert.equal(othersAtWork, true)
      assert.equal((await journal.ledger.byId(entry.id))?.state, 'planned')
    })

    it('leaves an old sync alone whose run shows signs of life, and gives it up where it is silent', async () => {
      const { journal, entry, syncs } = await planned()
      const old = new Date(Date.now() - 7 * hourMs)
      await syncs.updateOne({}, { $set: { plannedAt: old } })
      await syncs.updateOne({}, { $currentDate: { seenAt: true } })
      assert.equal((await journal.resumeUnfinished(hourMs)).othersAtWork, true)
      await syncs.updateOne({}, { $set: { owner: 'a run that is gone', seenAt: old } })
      await journal.resumeUnfinished(hourMs)
      assert.equal((await journal.ledger.byId(entry.id))?.state, 'abandoned')
    })
  })

  describe('run of a sync that is to be alone', () => {
    it('begins nothing beside an open one of its stage', async () => {
      const { journal, entry } = await planned()
      const { definitionUri } = entry
      const outcome = await journal.run({ kind: 'import', definitionUri, alone: true })
      assert.equal(outcome.state, 'not-begun')
      assert.deepEqual(await eloqua.syncs.findByDefinition(definitionUri), [])
      assert.deepEqual(
        (await journal.ledger.unfinished()).map(({ id }) => id),
        [entry.id],
      )
    })
  })

  /** An import with a staged row, written down by a run that is gone. */
  async function planned(
    change: Partial<Eloqua> = {},
  ): Promise<{ journal: SyncJournal; entry: LedgerEntry; syncs: Collection }> {
    const db = database.fresh()
    const ledger: Ledger = openLedger(db, { stage: 'test', owner: 'the other run' })
    await ledger.ensureIndexes()
    const definition = await eloqua.imports.create({
      name: 'test',
      fields: { emailAddress: '{{Contact.Field(C_EmailAddress)}}' },
      identifierFieldName: 'emailAddress',
    })
    await eloqua.uploadRows(definition.uri, () => [{ emailAddress: 'ann@example.com' }])
    const journal = new SyncJournal({
      eloqua: { ...eloqua, ...change },
      ledger: openLedger(db, { stage: 'test', owner: 'this run' }),
      log: pino({ level: 'silent' }),
      stopSignal: new AbortController().signal,
      firstPollMs: 10,
      count: () => undefined,
      mayWrite: true,
    })
    const entry = await ledger.plan({ kind: 'import', definitionUri: definition.uri })
    return { journal, entry, syncs: db.collection('syncs') }
  }
})
