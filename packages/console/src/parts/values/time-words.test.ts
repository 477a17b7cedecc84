import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { shortTime } from './time-words.ts'

describe('shortTime', () => {
  it('has the year of another year, and leaves out this one', () => {
    const now = new Date('2026-11-30T12:00:00Z')
    assert.match(shortTime(new Date('2024-11-29T12:00:00Z'), now), /2024/)
    assert.doesNotMatch(shortTime(new Date('2026-11-29T12:00:00Z'), now), /2026/)
  })
})
