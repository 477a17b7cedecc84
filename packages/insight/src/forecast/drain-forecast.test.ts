import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RunDocument } from '@dwmops/job-runner'
import { drainForecast } from './drain-forecast.ts'

const now = new Date('2026-01-01T12:00:00Z')

function run(minutesAgo: number, out: number): RunDocument {
  return {
    _id: `${minutesAgo}`,
    stage: 'wash-contacts',
    environment: 'dev',
    owner: 'test',
    dryRun: false,
    startedAt: new Date(now.getTime() - minutesAgo * 60_000),
    counts: { in: out, out, failed: 0 },
  }
}

describe('drainForecast', () => {
  const seconds = (waiting: number, runs: readonly RunDocument[]) =>
    drainForecast(waiting, runs, now)?.seconds

  it('is 0 for an empty queue', () => {
    assert.equal(seconds(0, []), 0)
  })

  it('goes on at the rate of the last hour, pauses included', () => {
    assert.deepEqual(drainForecast(300, [run(10, 100), run(20, 500)], now), {
      seconds: 600,
      finishAt: new Date('2026-01-01T12:10:00Z'),
    })
  })

  it('leaves runs out that are older than an hour', () => {
    assert.equal(seconds(100, [run(10, 100), run(90, 100_000)]), 600)
  })

  it('says nothing when nothing was taken out', () => {
    assert.equal(seconds(100, [run(10, 0)]), undefined)
    assert.equal(seconds(100, []), undefined)
  })
})
