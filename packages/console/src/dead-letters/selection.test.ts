import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { groupCounts, pick, picksUnder } from './selection.ts'

const x = { queue: 'dwmQueue', code: 'X', q: undefined }
const y = { ...x, code: 'Y' }

describe('picksUnder', () => {
  it('ends a selection with its filter', () => {
    const picks = pick(x, new Set(['1', '2']))
    assert.deepEqual([...picksUnder(x, picks)], ['1', '2'])
    assert.equal(picksUnder(y, picks).size, 0)
    assert.equal(picksUnder({ ...x, q: 'ann' }, picks).size, 0)
  })
})

describe('groupCounts', () => {
  it('counts the chosen group, and what lies outside it', () => {
    const groups = [
      { queue: 'dwmQueue', code: 'X', count: 4 },
      { queue: 'dwmQueue', code: 'Y', count: 101 },
    ]
    assert.deepEqual(groupCounts(groups, x), { within: 4, outside: 101 })
    assert.deepEqual(groupCounts(groups, { queue: 'other', code: 'X' }), { within: 0, outside: 105 })
    assert.deepEqual(groupCounts(groups, { queue: undefined, code: undefined }), { within: 105, outside: 0 })
  })
})
