import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { contactFields, withExportedValues } from '@dwmops/fleet'
import { contactWrite } from './contact-write.ts'

const exportedAt = new Date('2026-03-01T10:00:00Z')
const exported = {
  ...{ emailAddress: 'Ann@Example.com', ContactID: '7', city: ' berlin', fax: 'n/a', country: 'DE' },
}

function item(payload: Record<string, unknown>) {
  return { id: 'a'.repeat(24), key: 'ann@example.com', payload, exportedAt }
}

function washed(changes: Record<string, unknown>) {
  return item(withExportedValues(exported, { ...exported, ...changes }))
}

describe('contactWrite', () => {
  it('writes the fields that washing changed, blanked ones as blank, and no other', () => {
    const write = contactWrite(washed({ city: 'Berlin', fax: '' }), contactFields, 'changed')
    assert.deepEqual(write.values, { city: 'Berlin', fax: '' })
    const read = ['city', 'fax', 'country', 'persona', 'emailAddress'].map((field) => write.read?.(field))
    assert.deepEqual(read, [' berlin', 'n/a', 'DE', undefined, undefined])
    assert.deepEqual([write.address, write.contactId, write.readAt], ['Ann@Example.com', '7', exportedAt])
  })

  it('writes nothing of a contact that washing left as it was', () => {
    assert.deepEqual(contactWrite(washed({}), contactFields, 'changed').values, {})
  })

  it('writes no field that was not exported, even where washing gave it a value', () => {
    const contact = washed({ persona: 'Buyer', city: 'Berlin' })
    for (const written of ['changed', 'all'] as const)
      assert.equal('persona' in contactWrite(contact, contactFields, written).values, false)
  })

  it('never writes what identifies the contact, whatever washing made of it', () => {
    const contact = washed({ emailAddress: 'other@example.com', ContactID: '8' })
    const write = contactWrite(contact, contactFields, 'changed')
    assert.deepEqual([write.values, write.address], [{}, 'Ann@Example.com'])
  })

  it('writes all fields that were exported where that is wanted', () => {
    const write = contactWrite(washed({ city: 'Berlin' }), contactFields, 'all')
    assert.deepEqual(write.values, { city: 'Berlin', fax: 'n/a', country: 'DE' })
  })

  it('takes all that a contact of the old fleet holds for changed, and what it lacks for not read', () => {
    const write = contactWrite(item({ city: 'Berlin', fax: '' }), contactFields, 'changed')
    assert.deepEqual([write.values, write.read], [{ city: 'Berlin', fax: '' }, undefined])
    assert.equal(write.address, 'ann@example.com')
  })

  it('takes null for blank, and numbers for text', () => {
    const write = contactWrite(item({ city: null, annualRevenue: 5 }), contactFields, 'changed')
    assert.deepEqual(write.values, { annualRevenue: '5', city: '' })
  })

  it('makes nothing of what a rule wrote that no field can hold', () => {
    for (const city of [Number.NaN, Number.POSITIVE_INFINITY, new Date(0), { a: 1 }, ['Berlin'], /x/])
      assert.throws(() => contactWrite(washed({ city }), contactFields, 'changed'), TypeError)
  })
})
