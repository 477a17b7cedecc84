import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { byCodePoint } from './code-point-order.ts'

describe('byCodePoint', () => {
  it('sorts as Python does, beyond U+FFFF too', () => {
    const sorted = [
      '',
      '10',
      '2',
      'B',
      'a',
      'ab',
      'b',
      '\ud7ff',
      '\ue000',
      '\uffff',
      '\u{10000}',
      '\u{10ffff}',
    ]
    assert.deepEqual(sorted.toReversed().toSorted(byCodePoint), sorted)
    assert.equal(byCodePoint('a', 'a'), 0)
  })
})
