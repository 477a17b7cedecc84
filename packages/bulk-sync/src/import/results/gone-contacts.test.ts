import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { goneCode, goneContact, isGoneCode } from './gone-contacts.ts'

describe('isGoneCode', () => {
  it('knows the codes for a contact that does not exist, and no others', () => {
    assert.deepEqual(['ELQ-00034', 'ELQ-00085', 'ELQ-00002', ''].filter(isGoneCode), [
      'ELQ-00034',
      'ELQ-00085',
    ])
  })
})

describe('goneContact', () => {
  it('has one code for all, and shows what Eloqua said', () => {
    const { code, message } = goneContact('ELQ-00085')
    assert.equal(code, goneCode)
    assert.match(message, /ELQ-00085/)
  })
})
