import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { lastOf, remembered, settledSteps, trailWith } from './step.ts'

describe('trailWith', () => {
  it('names a person where one decided', () => {
    const stepOf = (by?: string) =>
      JSON.stringify(trailWith({ did: 'redriven', claim: '', to: '$queue', by }))
    assert.match(stepOf('ann'), /"by":\{"\$literal":"ann"\}/)
    assert.ok(!stepOf().includes('"by"'))
  })
})

describe('lastOf', () => {
  it('is a list that may be missing with one more, its latest alone', () => {
    const list = { $concatArrays: [{ $ifNull: ['$syncs', []] }, [{ a: 1 }]] }
    assert.deepEqual(lastOf('$syncs', { a: 1 }), { $slice: [list, -remembered] })
  })
})

describe('settledSteps', () => {
  it('are those of the holder, not of who frees a claim', () => {
    assert.ok(settledSteps.has('buried'))
    assert.ok(!settledSteps.has('freed') && !settledSteps.has('freedDead'))
  })
})
