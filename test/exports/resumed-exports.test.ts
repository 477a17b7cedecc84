import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { FaultInput } from '@dwmops/eloqua-sandbox'
import { testMongo, waitUntil } from '@dwmops/local-mongo/testing'
import { describeRun, openStageCase, type StageCase } from '../support/stage-case.ts'
import { expectNothingLost, expectPostponed } from '../support/stage-promises.ts'

const exportList = 'DWM - Export Queue'

const database = testMongo()

describe('get-contacts after a run that died', { concurrency: 4 }, () => {
  const deaths = {
    'before it noted that its contacts were off the list': ['export', 'action'],
    'before it closed the export': ['export'],
  } as const
  for (const [when, open] of Object.entries(deaths)) {
    it(`${when} leaves on the list who was put there again, and exports them anew`, async () => {
      const one = await openStageCase(database, 'get-contacts', {})
      try {
        await ranAndDied(one, open)
        const [again] = await one.eloqua.contacts()
        assert.ok(again)
        await one.eloqua.change(again.ContactID, { city: 'Moved' })
        await one.eloqua.put(exportList, [again.ContactID])
        await runsWell(one)
        const shown = await one.queue.show(one.addresses[0] ?? '')
        assert.equal(shown?.item.payload['city'], 'Moved')
        await expectNothingLost(one)
      } finally {
        await one.stop()
      }
    })
  }

  const losses: Record<string, readonly FaultInput[]> = {
    'whose exported data has expired': [
      { name: 'http-error', status: 410, path: '/syncs/1/data', times: 'ever' },
    ],
    'whose exported data is gone': [
      { name: 'http-error', status: 404, path: '/syncs/1/data', times: 'ever' },
    ],
    'whose sync Eloqua does not know any more': [
      { name: 'http-error', status: 404, path: '/syncs/1', times: 'ever' },
    ],
  }
  for (const [how, faults] of Object.entries(losses)) {
    it(`${how} exports the list anew`, async () => {
      const one = await openStageCase(database, 'get-contacts', {})
      try {
        // it died before it read a row: an export has no side effects
        await one.runHere({ ELOQUA_WRITE: 'false' })
        await one.queueDb.collection('items').deleteMany({})
        await reopen(one, ['export'])
        one.sandbox.setFaults(faults)
        const run = await runsWell(one)
        assert.ok(run.lines.some(({ msg }) => msg === 'sync given up'))
        await expectNothingLost(one)
      } finally {
        await one.stop()
      }
    })
  }

  it('takes contacts off the list that was exported, not off the one of its own settings', async () => {
    const one = await openStageCase(database, 'get-contacts', {})
    try {
      await one.runHere({ ELOQUA_WRITE: 'false' })
      await reopen(one, ['export'])
      await one.leaseIsOver()
      const next = await one.runHere({ EXPORT_LIST: 'DWM - Processing Queue' })
      assert.equal(next.exitCode, 0, describeRun(next))
      assert.equal((await one.eloqua.list(exportList)).count, 0)
    } finally {
      await one.stop()
    }
  })
})

describe('refresh-indicators after a run that did not come to its end', { concurrency: 2 }, () => {
  const slowExport = { name: 'sync-slow', kind: 'export', ms: 8000 } as const

  it('reads the export that outlasted the run, however late: that run was no success', async () => {
    for (const hoursLater of [false, true]) {
      const one = await openStageCase(database, 'refresh-indicators', { faults: [slowExport] })
      try {
        const first = await one.runHere({ MAX_RUNTIME_SECONDS: '3' })
        expectPostponed(first)
        await waitUntil(
          'Eloqua has ended it',
          async () => (await one.eloqua.syncs())[0]?.status === 'success',
        )
        await one.leaseIsOver(hoursLater)
        await runsWell(one)
        assert.deepEqual(await kinds(one), ['export', 'import', 'export'])
        await expectNothingLost(one)
      } finally {
        await one.stop()
      }
    }
  })

  for (const [what, path] of Object.entries({
    'an export': '/customObjects/990/exports',
    'an import': '/syncs/*/data',
  })) {
    it(`begins ${what} that a run had no time for: that run was no success`, async () => {
      const faults = [{ name: 'slow-answer', path, ms: 4500 }] as const
      const one = await openStageCase(database, 'refresh-indicators', { faults })
      try {
        const first = await one.runHere({ MAX_RUNTIME_SECONDS: '3', GRACE_SECONDS: '60' })
        expectPostponed(first)
        await runsWell(one)
        await expectNothingLost(one)
      } finally {
        await one.stop()
      }
    })
  }

  it('flags no record twice that an import carries already', async () => {
    const one = await openStageCase(database, 'refresh-indicators', {})
    try {
      await ranAndDied(one, ['export'])
      await runsWell(one)
      assert.deepEqual(await kinds(one), ['export', 'import', 'export'])
      await expectNothingLost(one)
    } finally {
      await one.stop()
    }
  })

  it('exports anew what Eloqua does not have any more', async () => {
    const one = await openStageCase(database, 'refresh-indicators', {})
    try {
      await one.runHere({ ELOQUA_WRITE: 'false' })
      await reopen(one, ['export'])
      one.sandbox.setFaults([{ name: 'http-error', status: 410, path: '/syncs/1/data', times: 'ever' }])
      const run = await runsWell(one)
      assert.ok(run.lines.some(({ msg }) => msg === 'sync given up'))
      await expectNothingLost(one)
    } finally {
      await one.stop()
    }
  })
})

describe('an export that outlasts a second run as well', () => {
  for (const stage of ['get-contacts', 'refresh-indicators'] as const) {
    it(`is no success of that run of ${stage}`, async () => {
      const one = await openStageCase(database, stage, { faults: ['sync-stuck'] })
      try {
        await one.runHere({ MAX_RUNTIME_SECONDS: '3' })
        await one.leaseIsOver()
        const second = await one.runHere({ MAX_RUNTIME_SECONDS: '3' })
        expectPostponed(second)
        assert.equal(await one.openSyncs(), 1)
      } finally {
        await one.stop()
      }
    })
  }
})

describe('a list or object with nothing in it', () => {
  it('is nothing to do, whatever status Eloqua gives an empty export', async () => {
    for (const stage of ['get-contacts', 'refresh-indicators'] as const) {
      for (const severity of ['warning', 'error']) {
        const faults = [{ name: 'empty-sync', severity }, 'list-count=3'] as const
        const exportedList = { filled: false }
        const one = await openStageCase(database, stage, {
          ...{ faults, exportList: exportedList },
          customObject: { status: 'PROCESS as MOD' },
        })
        const run = await one.runHere()
        await one.stop()
        assert.deepEqual([run.exitCode, run.lines.at(-1)?.['result']], [0, 'nothing to do'], describeRun(run))
      }
    }
  })
})

async function kinds(one: StageCase): Promise<string[]> {
  return (await one.eloqua.syncs()).map(({ kind }) => kind)
}

/** A whole run, whose ledger then looks as if it had died with these syncs still open. */
async function ranAndDied(one: StageCase, open: readonly string[]): Promise<void> {
  const run = await one.runHere()
  assert.equal(run.exitCode, 0, describeRun(run))
  await reopen(one, open)
}

async function reopen(one: StageCase, kinds: readonly string[]): Promise<void> {
  const syncs = one.queueDb.collection('syncs')
  const end = { endedAt: '', expireAt: '', status: '', counts: '' }
  await syncs.updateMany({ kind: { $in: kinds } }, { $set: { state: 'started' }, $unset: end })
  // the list is what the export began with; what was noted later had not been
  if (kinds.includes('action'))
    await syncs.updateOne({ kind: 'export' }, { $set: { data: { list: '{{ContactList[6050]}}' } } })
}

async function runsWell(one: StageCase) {
  await one.leaseIsOver()
  const run = await one.runHere()
  assert.equal(run.exitCode, 0, describeRun(run))
  return run
}
