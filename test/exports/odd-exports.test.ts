import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import { type Change, withChangedAnswers } from '../support/changed-answers.ts'
import { describeRun } from '../support/stage-case.ts'
import { expectNothingLost, expectPostponed } from '../support/stage-promises.ts'

const database = testMongo()
const exportList = 'DWM - Export Queue'

type Row = Record<string, string>

describe('get-contacts and an export that lacks columns', { concurrency: 4 }, () => {
  const unusable: Record<string, (row: Row, index: number) => Row> = {
    'the address in all rows': (row) => without(row, 'emailAddress'),
    'the address in the last row': (row, index) => (index === 11 ? without(row, 'emailAddress') : row),
    'the ContactID in all rows': (row) => without(row, 'ContactID'),
    'the ContactID in some rows': (row, index) => (index % 3 === 0 ? without(row, 'ContactID') : row),
  }
  for (const [what, change] of Object.entries(unusable)) {
    it(`stores nothing and leaves the list alone without ${what}; the next run exports anew`, () =>
      withChangedAnswers(database, 'get-contacts', async (one, answers) => {
        answers.change(inRows(change))
        const run = await one.runHere(answers.settings)
        assert.deepEqual([run.exitCode, run.lines.at(-1)?.['code']], [3, 'EXPORT_UNUSABLE'], describeRun(run))
        assert.equal(await one.queueDb.collection('items').countDocuments(), 0)
        assert.equal((await one.eloqua.list(exportList)).count, 12)
        answers.change(undefined)
        const next = await one.runHere(answers.settings)
        assert.equal(next.exitCode, 0, describeRun(next))
        await expectNothingLost(one)
      }))
  }

  it('gives up one that an earlier run left, and exports anew at once', () =>
    withChangedAnswers(database, 'get-contacts', async (one, answers) => {
      answers.change((json, path) => (/\/syncs\/\d+$/.test(path) ? { ...json, status: 'active' } : json))
      expectPostponed(await one.runHere({ ...answers.settings, MAX_RUNTIME_SECONDS: '3' }))
      await one.leaseIsOver()
      const first = (await one.eloqua.syncs())[0]?.uri ?? ''
      answers.change((json, path) =>
        path.includes(`${first}/data`) ? inRows((row) => without(row, 'emailAddress'))(json, path) : json,
      )
      const next = await one.runHere(answers.settings)
      assert.equal(next.exitCode, 0, describeRun(next))
      assert.ok(
        next.lines.some(({ msg, reason }) => msg === 'sync given up' && /emailAddress/.test(`${reason}`)),
      )
      await expectNothingLost(one)
    }))

  it('stores what rows have without another column, and warns of columns and rows', () =>
    withChangedAnswers(database, 'get-contacts', async (one, answers) => {
      answers.change(
        inRows((row, index) =>
          index < 5 ? without(without(row, 'city'), 'jobTitle') : without(row, 'city'),
        ),
      )
      const run = await one.runHere(answers.settings)
      assert.equal(run.exitCode, 0, describeRun(run))
      const warnings = run.lines.filter(({ level }) => level === 'warn')
      assert.deepEqual(
        warnings.map(({ lacking }) => lacking),
        [{ city: 12, jobTitle: 5 }],
      )
      const items = await one.queueDb.collection('items').find().toArray()
      assert.ok(items.every(({ payload }) => !('city' in payload) && 'country' in payload))
      assert.equal(items.filter(({ payload }) => 'jobTitle' in payload).length, 7)
      await expectNothingLost(one)
    }))
})

describe('refresh-indicators and an export without the address', () => {
  it('is no success of that run; the next one exports anew', () =>
    withChangedAnswers(database, 'refresh-indicators', async (one, answers) => {
      answers.change(inRows((row) => without(row, 'emailAddress')))
      const run = await one.runHere(answers.settings)
      assert.deepEqual([run.exitCode, run.lines.at(-1)?.['code']], [3, 'EXPORT_UNUSABLE'], describeRun(run))
      answers.change(undefined)
      const next = await one.runHere(answers.settings)
      assert.equal(next.exitCode, 0, describeRun(next))
      await expectNothingLost(one)
    }))
})

describe('an export that gives fewer rows than Eloqua says', () => {
  for (const stage of ['get-contacts', 'refresh-indicators'] as const) {
    it(`is taken by ${stage}, with a warning`, () =>
      withChangedAnswers(database, stage, async (one, answers) => {
        answers.change((json, path) => (isData(path) ? { ...json, totalResults: 99 } : json))
        const run = await one.runHere(answers.settings)
        assert.equal(run.exitCode, 0, describeRun(run))
        const warning = run.lines.find(({ msg }) => msg === 'export holds fewer rows than Eloqua says')
        assert.deepEqual([warning?.['level'], warning?.['totalResults']], ['warn', 99])
        assert.ok(Number(warning?.['rows']) >= 12)
        await expectNothingLost(one)
      }))
  }
})

describe('an export whose pages do not end', () => {
  for (const stage of ['get-contacts', 'refresh-indicators', 'post-contacts'] as const) {
    it(`ends ${stage} with 3 and is given up; the next run exports anew`, () =>
      withChangedAnswers(database, stage, async (one, answers) => {
        answers.change((json, path) => (isData(path) ? { ...json, items: [], hasMore: true } : json))
        const run = await one.runHere(answers.settings)
        assert.deepEqual(
          [run.exitCode, run.lines.at(-1)?.['code']],
          [3, 'ELOQUA_ENDLESS_PAGES'],
          describeRun(run),
        )
        assert.ok(
          run.lines.some(({ msg, reason }) => msg === 'sync given up' && /do not end/.test(`${reason}`)),
        )
        answers.change(undefined)
        await one.leaseIsOver()
        const next = await one.runHere(answers.settings)
        assert.equal(next.exitCode, 0, describeRun(next))
        await expectNothingLost(one)
      }))
  }
})

function isData(path: string): boolean {
  return /\/syncs\/\d+\/data/.test(path)
}

function inRows(change: (row: Row, index: number) => Row): Change {
  return (json, path) => {
    if (!isData(path)) return json
    return { ...json, items: ((json['items'] ?? []) as Row[]).map(change) }
  }
}

function without(row: Row, column: string): Row {
  return Object.fromEntries(Object.entries(row).filter(([key]) => key !== column))
}
