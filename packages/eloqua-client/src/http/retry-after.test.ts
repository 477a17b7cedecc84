import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseRetryAfter } from './retry-after.ts'

const now = Date.parse('2026-03-01T10:00:00Z')

describe('parseRetryAfter', () => {
  const cases: readonly [header: string | undefined, ms: number | undefined][] = [
    [undefined, undefined],
    ['120', 120_000],
    [' 0 ', 0],
    ['1.5', undefined],
    ['-1', undefined],
    ['Sun, 01 Mar 2026 10:00:30 GMT', 30_000],
    ['Sun, 01 Mar 2026 09:00:00 GMT', 0],
    ['2026-03-01T11:00:00Z', undefined],
    ['soon', undefined],
    ['', undefined],
  ]
  for (const [header, ms] of cases)
    it(`reads ${JSON.stringify(header)} as ${ms}`, () => assert.equal(parseRetryAfter(header, now), ms))
})
