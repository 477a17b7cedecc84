import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { changeOverExamples, draftOverExamples } from './over-examples.ts'

const examples = [{ value: 'x', expected: 'y' }]
const before = { find: 'X', replace: 'y' }
const now = { etag: 'b', document: { ...before, examples } }

describe('draftOverExamples', () => {
  const draft = { document: { find: 'X', replace: 'z' }, ground: { etag: 'a', document: before } }

  it('takes examples in that came since, and those away that went', () => {
    const renewed = draftOverExamples(draft, now)
    assert.deepEqual(renewed, { document: { find: 'X', replace: 'z', examples }, ground: now })
    const again = { etag: 'c', document: before }
    assert.deepEqual(draftOverExamples(renewed, again), { document: draft.document, ground: again })
  })

  it('is the same draft where more was changed, or nothing', () => {
    const theirs = { etag: 'b', document: { find: 'X', replace: 'w', examples } }
    for (const rule of [theirs, draft.ground, undefined]) assert.equal(draftOverExamples(draft, rule), draft)
    const fresh = { document: {} }
    assert.equal(draftOverExamples(fresh, now), fresh)
  })
})

describe('changeOverExamples', () => {
  const change = { do: 'change', collection: 'normLookup', id: '7', etag: 'a', before } as const

  it('goes over to the rule with its new examples', () => {
    const document = { find: 'X', replace: 'z' }
    const renewed = changeOverExamples({ ...change, document }, now)
    const over = { etag: 'b', before: now.document }
    assert.deepEqual(renewed, { ...change, ...over, document: { ...document, examples } })
    assert.deepEqual(changeOverExamples({ ...change, do: 'delete' }, now), {
      ...change,
      do: 'delete',
      ...over,
    })
  })

  it('is the same change where more was changed, or nothing', () => {
    const theirs = { etag: 'b', document: { find: 'Y', replace: 'y' } }
    for (const rule of [theirs, { etag: 'a', document: before }])
      assert.equal(changeOverExamples(change, rule), change)
  })
})
