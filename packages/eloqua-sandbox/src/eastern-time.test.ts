import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { easternOffsetMs, fromEastern } from './eastern-time.ts'

const hour = 3_600_000

describe('Eastern time', () => {
  for (const [utc, hours] of [
    ['2024-01-15T12:00:00Z', -5],
    ['2024-07-15T12:00:00Z', -4],
    ['2024-03-10T06:59:59Z', -5],
    ['2024-03-10T07:00:00Z', -4],
    ['2024-11-03T05:59:59Z', -4],
    ['2024-11-03T06:00:00Z', -5],
  ] as const) {
    it(`is ${hours} hours at ${utc}`, () => {
      const ms = Date.parse(utc)
      assert.equal(easternOffsetMs(ms), hours * hour)
    })
  }

  it('is turned back to UTC', () => {
    for (const utc of ['2024-01-15T12:00:00Z', '2024-07-15T12:00:00Z', '2024-03-10T08:30:00Z']) {
      const ms = Date.parse(utc)
      assert.equal(fromEastern(ms + easternOffsetMs(ms)), ms)
    }
  })
})
