import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ObjectId } from 'mongodb'
import { type HeldDocument, heldProjection, itemOf } from './held-document.ts'

const document: HeldDocument = {
  ...{ _id: ObjectId.createFromHexString('0'.repeat(24)), key: 'a', payload: { city: 'Rome' }, priority: 0 },
  ...{ attempts: 1, generation: 1, addedAt: new Date(1), enteredAt: new Date(2), exportedAt: new Date(3) },
  batch: null,
}

describe('heldProjection', () => {
  it('reads the whole payload, or the paths that are named', () => {
    const whole = Object.keys(heldProjection())
    assert.ok(whole.includes('payload') && whole.includes('attempts') && !whole.includes('trail'))
    const some = Object.keys(heldProjection(['city', 'fax']))
    assert.deepEqual(
      some.filter((path) => path.startsWith('payload')),
      ['payload.city', 'payload.fax'],
    )
    assert.equal(some.length, whole.length + 1)
  })
})

describe('itemOf', () => {
  it('has a batch, an error and syncs where the document has them', () => {
    const bare = itemOf(document)
    assert.deepEqual([bare.id, bare.payload], ['0'.repeat(24), { city: 'Rome' }])
    assert.ok(!['batch', 'lastError', 'syncs'].some((name) => name in bare))
    const batch = { id: 'b', name: 'B' }
    const lastError = { code: 'X', message: 'x', queue: 'q', at: new Date(4) }
    const full = itemOf({ ...document, batch, lastError, syncs: ['s'] })
    assert.deepEqual([full.batch, full.lastError, full.syncs], [batch, lastError, ['s']])
  })

  it('has an empty payload where none of the paths was there', () => {
    const { payload: _, ...without } = document
    assert.deepEqual(itemOf(without as HeldDocument).payload, {})
  })
})
