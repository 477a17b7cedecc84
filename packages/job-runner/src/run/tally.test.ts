import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ProgressState } from './progress.ts'
import { createTally } from './tally.ts'

describe('createTally', () => {
  it('adds up, but for what is left, which is what was said last', () => {
    const tally = createTally(() => undefined)
    tally.add({ in: 2, out: 1, left: 9, again: 1 })
    tally.add({ in: 3, failed: 1, left: 4, again: 2, out: undefined as never })
    assert.deepEqual(tally.counts, { in: 5, out: 1, failed: 1, left: 4, again: 3 })
  })

  it('adds up values by result and field', () => {
    const tally = createTally(() => undefined)
    tally.addValues('tooLong', { city: 1 })
    tally.addValues('tooLong', { city: 2, fax: 1 })
    tally.addValues('unread', { city: 1 })
    assert.deepEqual(tally.values, { tooLong: { city: 3, fax: 1 }, unread: { city: 1 } })
  })

  it('shows how far the run is, of as many as are expected or came', () => {
    const told: ProgressState[] = []
    const tally = createTally((state) => told.push(state))
    tally.expect(10)
    tally.add({ in: 4, out: 2, failed: 1 })
    tally.add({ in: 8 })
    assert.deepEqual(
      told.map(({ done, expected }) => [done, expected]),
      [
        [0, 10],
        [3, 10],
        [3, 12],
      ],
    )
  })
})
