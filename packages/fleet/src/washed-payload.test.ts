import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  asExported,
  correctionFault,
  exportedAddress,
  exportedValues,
  fieldText,
  withCorrectedValue,
  withExportedValues,
} from './washed-payload.ts'

describe('withExportedValues', () => {
  const before = { emailAddress: 'Ann@Example.com', city: ' berlin', fax: '', phone: 'n/a' }

  it('notes the fields that washing changed with their values as exported, blanked ones too', () => {
    const washed = withExportedValues(before, { ...before, city: 'Berlin', phone: '' })
    assert.deepEqual(exportedValues(washed), { city: ' berlin', phone: 'n/a' })
    assert.equal(washed['city'], 'Berlin')
  })

  it('notes a field that was not exported as such, and nothing of what is no field', () => {
    const washed = withExportedValues(before, { ...before, persona: 'Buyer', _id: 'history' })
    assert.deepEqual(exportedValues(washed), { persona: null })
  })

  it('tells a contact without changes apart from one of which nothing is known', () => {
    assert.deepEqual(exportedValues(withExportedValues(before, before)), {})
    assert.equal(exportedValues(before), undefined)
  })
})

describe('withCorrectedValue', () => {
  const before = { emailAddress: 'ann@example.com', city: ' berlin', country: 'de' }
  const corrected = { field: 'city', value: 'hamburg' }

  it('is written after washing, whether washing changes it or not, and compared with what was exported', () => {
    const payload = withCorrectedValue(before, { ...corrected, isWashed: false })
    const washed = withExportedValues(payload, { ...payload, city: 'Hamburg' })
    assert.deepEqual(exportedValues(washed), { city: ' berlin' })
    assert.deepEqual(exportedValues(withExportedValues(payload, payload)), { city: ' berlin' })
  })

  it('is not written where washing leads back to what was exported', () => {
    const payload = withCorrectedValue(before, { ...corrected, isWashed: false })
    assert.deepEqual(exportedValues(withExportedValues(payload, { ...payload, city: ' berlin' })), {})
  })

  it('joins what washing changed, with the values as they were exported', () => {
    const washed = withExportedValues(before, { ...before, city: 'Berlin', country: 'Germany' })
    const payload = withCorrectedValue(washed, { ...corrected, isWashed: true })
    assert.deepEqual(exportedValues(payload), { city: ' berlin', country: 'de' })
    const other = withCorrectedValue(withExportedValues(before, before), { ...corrected, isWashed: true })
    assert.deepEqual([other['city'], exportedValues(other)], ['hamburg', { city: ' berlin' }])
  })

  it('leaves a contact of the old fleet without a note, so that all that it holds is written as ever', () => {
    const payload = withCorrectedValue(before, { ...corrected, isWashed: true })
    assert.deepEqual([payload['city'], exportedValues(payload)], ['hamburg', undefined])
  })
})

describe('correctionFault', () => {
  it('lets only fields be corrected that were read and do not name the contact', () => {
    const before = { emailAddress: 'ann@example.com', ContactID: '1', city: '' }
    const payload = withExportedValues(before, { ...before, persona: 'Buyer' })
    assert.equal(correctionFault(payload, 'city'), undefined)
    for (const field of ['emailAddress', 'ContactID', 'persona', 'fax', '_exported', '_id'])
      assert.notEqual(correctionFault(payload, field), undefined, field)
  })
})

describe('asExported', () => {
  it('is the contact before washing, without what the export did not hold', () => {
    const before = { emailAddress: 'ann@example.com', city: ' berlin' }
    const washed = withExportedValues(before, { ...before, city: 'Berlin', persona: 'Buyer', _id: 'history' })
    assert.deepEqual(asExported(washed), before)
    assert.deepEqual(asExported(before), before)
  })
})

describe('exportedAddress', () => {
  it('is the address as exported, whatever washing made of it', () => {
    const before = { emailAddress: 'Ann@Example.com' }
    assert.equal(exportedAddress(before, 'ann@example.com'), 'Ann@Example.com')
    const washed = withExportedValues(before, { emailAddress: 'other@example.com' })
    assert.equal(exportedAddress(washed, 'ann@example.com'), 'Ann@Example.com')
  })

  it('is the key where the record does not hold it', () => {
    assert.equal(exportedAddress({ emailAddress: '' }, 'ann@example.com'), 'ann@example.com')
    assert.equal(exportedAddress({ emailAddress: 'other@example.com' }, 'ann@example.com'), 'ann@example.com')
  })
})

describe('fieldText', () => {
  it('knows what a field can hold as text', () => {
    const long = { _bsontype: 'Long', toString: () => '9007199254740993' }
    assert.deepEqual(['', ' a ', null, 5.5, -0, true, long].map(fieldText), [
      ...['', ' a ', '', '5.5', '0', 'true', '9007199254740993'],
    ])
  })

  it('knows nothing of what none can hold', () => {
    const endless = { _bsontype: 'Decimal128', toString: () => 'NaN' }
    const odd = [undefined, Number.NaN, Number.POSITIVE_INFINITY, new Date(0), {}, ['a'], /x/, endless]
    for (const value of odd) assert.equal(fieldText(value), undefined)
  })
})
