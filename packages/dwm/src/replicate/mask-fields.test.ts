import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { contactFields } from '@dwmops/fleet'
import { keyId } from '@dwmops/mongo-queue'
import { Int32, Long } from 'mongodb'
import { documentMasker } from './mask-documents.ts'
import { fieldMasks } from './masked-fields.ts'
import { masksUnder } from './masks.ts'

const mask = () => documentMasker(masksUnder('a key'))
const person = {
  ...{ emailAddress: 'ann@example.org', firstName: 'ANN', lastName: "O'Hara", busPhone: '+1 (555) 010-9999' },
  ...{ address1: '1 Long Road', country: 'US', ContactID: '7', nickname: 'Annie', company: 'Hara & Sons' },
}
const known = /ann|hara|long road|555|sons/i

describe('fieldMasks', () => {
  it('says for every field of a contact what becomes of it', () => {
    assert.deepEqual(Object.keys(fieldMasks).toSorted(), Object.keys(contactFields).toSorted())
  })
})

describe('documentMasker', () => {
  it('masks names, phones and free text wherever they stand, and keeps codes', () => {
    const key = 'ann@example.org'
    const payload = { ...person, _exported: { firstName: 'ann', country: 'usa' } }
    const undo = { undo: 'u1', address: key, values: { lastName: "O'Hara" }, held: { busPhone: '555' } }
    const item = mask()({ _id: keyId(key), key, payload, pendingVersion: { payload: undo } }, 'items')
    assert.doesNotMatch(JSON.stringify(item), known)
    assert.equal(item['payload'].country, 'US')
    assert.equal(item['payload']['_exported'].country, 'usa')
    assert.equal(item['payload'].ContactID, '7')
    assert.equal(item['pendingVersion'].payload.undo, 'u1')
  })

  it('masks numbers of a field as its texts', () => {
    const payload = {
      busPhone: Long.fromNumber(15_550_109_999),
      zipPostalCode: 90210,
      annualRevenue: new Int32(5),
    }
    const masked = mask()({ _id: keyId('contact:7'), key: 'contact:7', payload }, 'items')['payload']
    assert.match(`${masked.busPhone} ${masked.zipPostalCode}`, /^\d{11} \d{5}$/)
    assert.doesNotMatch(JSON.stringify(masked), /15550109999|90210/)
    assert.deepEqual(masked.annualRevenue, payload.annualRevenue)
  })

  it('gives a value the same mask in queue, history and undos, and keeps its shape', () => {
    const key = 'ann@example.org'
    const change = { genericRegex: { from: 'ANN', to: 'Ann', pattern: 'A.*' } }
    const documents = [
      mask()({ _id: keyId(key), key, payload: person }, 'items')['payload'].firstName,
      mask()({ firstName: change, ContactID: '7', configName: 'c' }, 'contactHistory')['firstName']
        .genericRegex.from,
      mask()(
        { _id: `${keyId(key)}:u`, after: '', values: [{ field: 'firstName', from: 'ANN', to: 'x' }] },
        'reverts',
      )['values'][0].from,
    ]
    assert.equal(new Set(documents).size, 1)
    assert.match(documents[0], /^[A-Z]{3}$/)
    const history = mask()({ firstName: change, ContactID: '7', configName: 'c' }, 'contactHistory')
    assert.deepEqual([history['ContactID'], history['configName']], ['7', 'c'])
    assert.equal(history['firstName'].genericRegex.pattern, 'A.*')
    const { from, to } = history['firstName'].genericRegex
    assert.equal(from.toLowerCase(), to.toLowerCase())
  })

  it('masks a document of a derived field by the fields that it was derived from', () => {
    const using = { jobTitle: { jobTitle: { jobTitle: 'Head of Hara' } } }
    const history = mask()({ jobRole: { deriveIncludes: { from: '', to: 'Head', using } } }, 'contactHistory')
    assert.equal(history['jobRole'].deriveIncludes.to, 'Head')
    assert.doesNotMatch(JSON.stringify(history), known)
  })
})
