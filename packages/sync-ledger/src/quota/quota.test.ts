import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { decideQuota } from '../index.ts'

describe('decideQuota', () => {
  const table = [
    { used: 0, oldestAgeMs: 0, limit: 2000, expected: { hasQuota: true, left: 1600 } },
    { used: 1599, oldestAgeMs: 10, limit: 2000, expected: { hasQuota: true, left: 1 } },
    { used: 1600, oldestAgeMs: 3_000_000, limit: 2000, expected: { hasQuota: false, retryInMs: 600_001 } },
    { used: 4000, oldestAgeMs: 3_599_999, limit: 4000, expected: { hasQuota: false, retryInMs: 1000 } },
  ] as const
  for (const { used, oldestAgeMs, limit, expected } of table) {
    it(`${used} used of ${limit}, the oldest ${oldestAgeMs} ms old: ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(decideQuota({ used, oldestAgeMs }, limit), expected)
    })
  }
})
