import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Memo } from './memo.ts'

describe('Memo', () => {
  it('never holds more than its size, and keeps what is asked for', () => {
    const memo = new Memo<number>(10)
    memo.set('often', -1)
    for (let round = 0; round < 1000; round += 1) {
      memo.set(`seldom ${round}`, round)
      assert.equal(memo.get('often'), -1)
      assert.ok(memo.size <= 10)
    }
    assert.equal(memo.get('seldom 0'), undefined)
  })
})
