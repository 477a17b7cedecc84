import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { count, counted, shortCount } from './count.ts'

describe('counted', () => {
  it('is one thing or many', () => {
    assert.deepEqual(
      [counted(1, 'contact'), counted(0, 'contact'), counted(2, 'entry', 'entries')],
      ['1 contact', '0 contacts', '2 entries'],
    )
  })
})

describe('shortCount', () => {
  it('is exact below ten thousand, and rounded from there on', () => {
    assert.equal(shortCount(9_999), count(9_999))
    assert.notEqual(shortCount(12_345), count(12_345))
    assert.ok(shortCount(12_345).length < count(12_345).length + 1)
  })
})
