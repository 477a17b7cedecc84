import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import { describeRun, type StageCase, withStageCase } from '../support/stage-case.ts'

const database = testMongo()
const capitals = { contacts: 20, mixedCaseShare: 0.5, customObject: { secondRecordShare: 0.2 } }

describe('indicator records', { concurrency: 2 }, () => {
  for (const stage of ['update-indicators', 'refresh-indicators'] as const) {
    for (const faults of [[], ['identifiers-case']]) {
      it(`${stage} flags all of an address and makes none ${faults.join()}`, () =>
        withStageCase(database, stage, { ...capitals, faults }, async (one) => {
          const before = await one.eloqua.indicators()
          assert.equal(before.length, 24)
          const run = await one.runHere()
          assert.equal(run.exitCode, 0, describeRun(run))
          const records = await one.eloqua.indicators()
          assert.deepEqual(
            records.map(({ emailAddress }) => emailAddress),
            before.map(({ emailAddress }) => emailAddress),
          )
          assert.ok(records.some(({ emailAddress }) => emailAddress !== emailAddress.toLowerCase()))
          for (const { dataStatus } of records) assert.equal(dataStatus, 'PROCESS as MOD')
        }))
    }
  }

  it('are reported by refresh-indicators when they come back after they were flagged', () =>
    withStageCase(
      database,
      'refresh-indicators',
      { contacts: 8, customObject: { stampOnImport: false } },
      async (one) => {
        const first = await one.runHere()
        assert.deepEqual([first.exitCode, first.lines.at(-1)?.['returned']], [0, undefined])
        await markProcessed(one)
        const second = await one.runHere()
        assert.deepEqual([second.exitCode, second.lines.at(-1)?.['returned']], [0, 8])
        assert.ok(second.lines.some(({ level, returned }) => level === 'warn' && returned === 8))
        assert.doesNotMatch(JSON.stringify(second.lines), /@example/)
      },
    ))
})

/** As Eloqua's program leaves them, but for their time. */
async function markProcessed(one: StageCase): Promise<void> {
  for (const emailAddress of one.addresses) {
    const response = await fetch(`${one.sandbox.url}/sandbox/custom-objects/990`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ emailAddress, dataStatus: 'PROCESSED' }),
    })
    assert.equal(response.status, 200)
  }
}
