import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RunDocument } from '@dwmops/job-runner'
import { etaSeconds, recordsPerSecond } from './eta.ts'

function run(records: number, durationMs?: number): RunDocument {
  return {
    ...{ _id: 'a', stage: 'wash-contacts', environment: 'dev', owner: 'a', dryRun: false },
    startedAt: new Date(0),
    counts: { in: records, out: records, failed: 0 },
    ...(durationMs !== undefined && { durationMs }),
  }
}

describe('etaSeconds', () => {
  it('reckons with the records and the time of all the runs that took records', () => {
    assert.equal(recordsPerSecond([run(600, 1000), run(0, 500), run(600, 2000)]), 400)
    assert.equal(etaSeconds(1000, [run(600, 1000), run(600, 2000)]), 3)
  })

  it('does not guess without a run that ended and took records', () => {
    assert.equal(etaSeconds(10, [run(0, 100), run(600)]), undefined)
  })

  it('is nothing for an empty queue', () => {
    assert.equal(etaSeconds(0, []), 0)
  })
})
