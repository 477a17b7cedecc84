import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { SeededRandom } from './seeded-random.ts'

describe('SeededRandom', () => {
  it('gives the same numbers for the same seed, and others for another', () => {
    const numbers = (seed: number) => {
      const random = new SeededRandom(seed)
      return Array.from({ length: 5 }, () => random.next())
    }
    assert.deepEqual(numbers(7), numbers(7))
    assert.notDeepEqual(numbers(7), numbers(8))
    // what the sandbox makes of a seed must not change
    assert.equal(new SeededRandom(1).next(), 0.6270739405881613)
  })

  it('stays within its bounds, both included', () => {
    const random = new SeededRandom(1)
    const seen = new Set(Array.from({ length: 200 }, () => random.between(1, 3)))
    assert.deepEqual([...seen].toSorted(), [1, 2, 3])
  })

  it('shuffles without losing any, and picks from a list that has something', () => {
    const random = new SeededRandom(1)
    assert.deepEqual(random.shuffle([3, 1, 2]).toSorted(), [1, 2, 3])
    assert.ok(['a', 'b'].includes(random.pick(['a', 'b'])))
    assert.equal(random.pick<string>([] as string[]), undefined)
  })
})
