import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readServerClock, serverNow } from './server-clock.ts'

const now = Date.parse('2026-11-30T12:00:00Z')
const answered = (date: string | undefined) => {
  readServerClock({ headers: new Headers(date === undefined ? {} : { date }) }, now)
  return serverNow(now) - now
}

describe('serverNow', () => {
  it('is by the clock of the last answer, where that differs by more than the way takes', () => {
    assert.equal(answered('Mon, 30 Nov 2026 07:00:00 GMT'), -5 * 3_600_000)
    assert.equal(answered('Mon, 30 Nov 2026 12:00:29 GMT'), 0)
    assert.equal(answered('Mon, 30 Nov 2026 14:30:00 GMT'), 2.5 * 3_600_000)
  })

  it('stays what it was after an answer without a date', () => {
    answered('Mon, 30 Nov 2026 07:00:00 GMT')
    assert.equal(answered(undefined), -5 * 3_600_000)
    assert.equal(answered('no date'), -5 * 3_600_000)
  })
})
