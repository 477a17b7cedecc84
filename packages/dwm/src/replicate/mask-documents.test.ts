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

  it('leaves the examples of rules out, which may be of contacts, and all else of a rule as it is', () => {
    const rule = { _id: 'one', fieldName: 'city', find: 'A@EXAMPLE.ORG', replace: '' }
    const examples = [{ value: 'ann@example.org', expected: '' }]
    assert.deepEqual(documentMasker(masks)({ ...rule, examples }, 'normLookup'), rule)
  })

  it('masks the id under which a flagged indicator is remembered', () => {
    const at = new Date()
    const flagged = documentMasker(masks)({ _id: keyId('ann@example.org'), at }, 'flaggedIndicators')
    assert.deepEqual(flagged, { _id: keyId(masks.address('ann@example.org')), at })
  })

  it('finds the masked item of a wash whose item is long gone', () => {
    const wash = documentMasker(masks)({ _id: `${keyHex('ann@example.org')}:2:5`, changes: [] }, 'washes')
    assert.equal(wash['_id'], `${keyHex(masks.address('Ann@example.org'))}:2:5`)
  })

  it('gives a key of several words one address, and masks the hash of the version that waits too', () => {
    const key = 'ann b@example.org'
    const pendingVersion = { source: 'another hash', payload: { emailAddress: ` Ann B@Example.org` } }
    const item = documentMasker(masks)(
      { _id: keyId(key), key, source: 'a hash', payload: {}, pendingVersion },
      'items',
    )
    assert.equal(item['key'], masks.addressOfItem(keyHex(key)))
    assert.deepEqual(item['_id'], keyId(item['key']))
    assert.doesNotMatch(JSON.stringify(item), /hash|example\.org|ann b/i)
    assert.equal(item['pendingVersion'].payload.emailAddress, ` ${item['key']}`)
  })

  it('masks the whole of an address in quotes or with blanks, wherever it says whose a document is', () => {
    for (const address of ['"ann lee"@example.org', 'ann lee@example.org']) {
      const mask = documentMasker(masks)
      const documents = [
        mask({ _id: keyId(address), key: address, payload: { undo: 'u', address, values: {} } }, 'items'),
        mask({ _id: `${keyHex(address)}:1:5`, contact: address, changes: [] }, 'washes'),
        mask({ _id: `${keyHex(address)}:u`, contact: address, after: '', values: [] }, 'reverts'),
        mask({ emailAddress: address, city: { normLookup: { from: address, to: 'x' } } }, 'contactHistory'),
      ]
      const found = [
        documents[0]?.['payload'].address,
        documents[1]?.['contact'],
        documents[3]?.['emailAddress'],
      ]
      for (const one of found) assert.equal(one, masks.addressOfItem(keyHex(address)))
      if (address.startsWith('"')) assert.doesNotMatch(JSON.stringify(documents), /ann|lee|example\.org/)
    }
  })
})
