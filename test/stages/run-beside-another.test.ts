import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo, waitUntil } from '@dwmops/local-mongo/testing'
import { openLedger } from '@dwmops/sync-ledger'
import { describeRun, openStageCase } from '../support/stage-case.ts'
import { expectNothingLost } from '../support/stage-promises.ts'

const database = testMongo()

describe('a run of refresh-indicators beside another', () => {
  it('leaves the sync alone that the other one is about to start', async () => {
    const one = await openStageCase(database, 'refresh-indicators', {})
    try {
      const ledger = openLedger(one.queueDb, { stage: 'refresh-indicators', owner: 'the other run' })
      const planned = await ledger.plan({ kind: 'export', definitionUri: '/exports/4711' })
      const run = await one.runHere()
      assert.equal(run.exitCode, 0, describeRun(run))
      assert.equal((await ledger.byId(planned.id))?.state, 'planned')
    } finally {
      await one.stop()
    }
  })

  const stages = {
    'makes its definition': '/customObjects/990/exports',
    'reads what it exported': '/syncs/*/data',
    'has yet to begin its import': '/customObjects/990/imports/*/data',
  }
  for (const [what, path] of Object.entries(stages)) {
    it(`flags no record that the other one flags, which ${what}`, async () => {
      const one = await openStageCase(database, 'refresh-indicators', {
        faults: [
          { name: 'slow-answer', path, ms: 2000 },
          { name: 'sync-slow', kind: 'export', ms: 1500 },
        ],
      })
      try {
        const first = one.runHere()
        await waitUntil(`the first ${what}`, async () => one.sandbox.faults()[0]?.triggered === 1)
        const second = one.runHere()
        for (const run of await Promise.all([first, second])) assert.equal(run.exitCode, 0, describeRun(run))
        const syncs = await one.eloqua.syncs()
        assert.equal(syncs.filter(({ kind }) => kind === 'import').length, 1)
        await expectNothingLost(one)
      } finally {
        await one.stop()
      }
    })
  }
})

describe('a run of get-contacts beside another', () => {
  it('takes nobody off the list for an export that the other one has taken over', async () => {
    const one = await openStageCase(database, 'get-contacts', {
      faults: [{ name: 'slow-answer', path: '/syncs/*/data', ms: 2000 }],
    })
    try {
      const running = one.runHere()
      await waitUntil('it reads its export', async () => one.sandbox.faults()[0]?.triggered === 1)
      const other = openLedger(one.queueDb, { stage: 'get-contacts', owner: 'the other run' })
      const [entry] = await other.unfinished()
      assert.ok(await other.resume(entry?.id ?? '', { silentMs: 0 }))
      const run = await running
      assert.equal(run.exitCode, 0, describeRun(run))
      assert.deepEqual(
        (await one.eloqua.syncs()).map(({ kind }) => kind),
        ['export'],
      )
      assert.equal((await other.byId(entry?.id ?? ''))?.state, 'started')
    } finally {
      await one.stop()
    }
  })

  it('does not export what the other one, begun at the same time, exports as well', async () => {
    // the first waits for its definition while the second comes as far as its export, and that takes long
    const one = await openStageCase(database, 'get-contacts', {
      faults: [
        { name: 'slow-answer', path: '/contacts/exports', ms: 2000 },
        { name: 'sync-slow', kind: 'export', ms: 5000 },
      ],
    })
    try {
      const first = one.runHere()
      await waitUntil('the first makes its definition', async () => one.sandbox.faults()[0]?.triggered === 1)
      const second = one.runHere()
      for (const run of await Promise.all([first, second])) assert.equal(run.exitCode, 0, describeRun(run))
      await one.runHere()
      for (const { ContactID, exports } of await one.eloqua.contacts())
        assert.equal(exports, 1, `contact ${ContactID} was exported ${exports} times`)
      await expectNothingLost(one)
    } finally {
      await one.stop()
    }
  })
})
