import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fillingKind, folded, kindOf } from './contact-write.ts'

describe('kindOf', () => {
  it('is one kind for all writes that blank nothing, whatever their fields', () => {
    assert.equal(kindOf({ values: { city: 'Rome' } }), fillingKind)
    assert.equal(kindOf({ values: { country: 'Italy', city: 'Rome' } }), fillingKind)
  })

  it('separates writes by the fields that they fill and blank, not by values or order', () => {
    const kind = kindOf({ values: { city: '', country: 'Italy' } })
    assert.equal(kindOf({ values: { country: 'France', city: '' } }), kind)
    const others = [{ city: '' }, { city: '', country: '' }, { city: 'Rome', country: '' }].map((values) =>
      kindOf({ values }),
    )
    assert.equal(new Set([...others, kind, fillingKind]).size, 5)
  })
})

describe('folded', () => {
  it('compares addresses without case and outer spaces', () => {
    assert.equal(folded(' Ann@Example.com '), 'ann@example.com')
    assert.equal(folded(undefined), '')
  })
})
