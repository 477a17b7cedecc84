import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { exportedAddress, exportedValues, withExportedValues } from './washed-payload.ts'

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
