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
  for (const [seconds, words] of cases) {
    it(`reports ${seconds} s as ${words}`, () => assert.equal(duration(seconds), words))
  }
})
