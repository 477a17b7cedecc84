import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { draftKey, isOvertaken, sameDocument, storedDraft } from './stored-draft.ts'

const ground = { etag: 'a', document: { find: 'X' } }
const kept = (text: string | null) => storedDraft('k', { get: () => text })

describe('storedDraft', () => {
  it('is found by the rule alone, and knows what it was written over', () => {
    assert.equal(draftKey('normLookup', '7'), 'draft normLookup 7')
    const draft = { document: { find: 'Y' }, ground }
    assert.deepEqual(kept(JSON.stringify(draft)), draft)
    for (const text of [null, '{', '{"find":"x"}', '[]']) assert.equal(kept(text), undefined)
  })
})

describe('isOvertaken', () => {
  it('sees that somebody else has changed the rule', () => {
    const draft = { document: {}, ground }
    assert.equal(isOvertaken(draft, ground), false)
    assert.equal(isOvertaken(draft, { ...ground, etag: 'b' }), true)
    assert.equal(isOvertaken({ document: {} }, ground), false)
  })
})

describe('sameDocument', () => {
  it('compares what two rules say', () => {
    assert.ok(sameDocument({ a: 1, b: '' }, { b: '', a: 1 }))
    assert.ok(!sameDocument({ a: 1 }, { a: '1' }))
  })
})
