import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { keyHex, keyId } from '@dwmops/mongo-queue'
import { documentMasker } from './mask-documents.ts'
import { masksUnder } from './masks.ts'

const masks = masksUnder('a key')

describe('documentMasker', () => {
  it('keeps an item whose key is no address, and what is noted about it', () => {
    const mask = documentMasker(masks)
    const [_id, key] = [keyId('contact:7'), 'contact:7']
    const item = mask({ _id, key, source: 'a hash', payload: { ContactID: '7' } }, 'items')
    assert.deepEqual([item['_id'], item['key']], [_id, key])
    assert.equal(mask({ _id: `${_id}:1:5`, changes: [] }, 'washes')['_id'], `${_id}:1:5`)
  })

  it('finds the masked item of a wash whose item is long gone', () => {
    const wash = documentMasker(masks)({ _id: `${keyHex('ann@example.org')}:2:5`, changes: [] }, 'washes')
    assert.equal(wash['_id'], `${keyHex(masks.address('Ann@example.org'))}:2:5`)
  })

  it('gives a key of several words one address, and masks the hash of the version that waits too', () => {
    const key = 'ann b@example.org'
    const pendingVersion = { source: 'another hash', payload: { emailAddress: key } }
    const item = documentMasker(masks)(
      { _id: keyId(key), key, source: 'a hash', payload: {}, pendingVersion },
      'items',
    )
    assert.equal(item['key'], masks.addressOfItem(keyHex(key)))
    assert.deepEqual(item['_id'], keyId(item['key']))
    assert.doesNotMatch(JSON.stringify(item), /hash|example\.org/)
  })
})
