import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { duration } from './duration.ts'

describe('duration', () => {
  const cases = [
    [0, '0 ms'],
    [0.146, '146 ms'],
    [4, '4 s'],
    [59.7, '1 min'],
    [200, '3 min 20 s'],
    [3_600, '1 h'],
    [3_900, '1 h 5 min'],
    [90_061, '1 d 1 h'],
  ] as const
  for (const [seconds, told] of cases) {
    it(`tells ${seconds} s as ${told}`, () => assert.equal(duration(seconds), told))
  }
})
