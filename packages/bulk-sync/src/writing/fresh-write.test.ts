import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Row } from '@dwmops/eloqua-client'
import type { CurrentContact, CurrentContacts } from './current-contacts.ts'
import { compareWrite, knowCurrent } from './fresh-write.ts'

const readAt = new Date('2026-03-01T10:00:00Z')
const later = new Date('2026-03-01T12:00:00Z')
const read: Row = { city: ' berlin', fax: 'n/a', country: 'DE' }
const write = {
  ...{ id: '1', address: 'Ann@Example.com', contactId: '7', readAt },
  values: { city: 'Berlin', fax: '' },
  read: (field: string) => read[field],
}

function holding(values: Row, more: Partial<CurrentContact> = {}): CurrentContacts {
  const contact = { values, contactId: '7', modifiedAt: later, ...more }
  return { of: (address) => (address === write.address ? contact : undefined) }
}

describe('compareWrite', () => {
  it('writes all of a contact that nobody modified, which holds what was read', () => {
    const fresh = compareWrite(write, { of: () => undefined })
    assert.deepEqual([fresh.values, fresh.superseded], [write.values, []])
    assert.deepEqual([fresh.now('country'), fresh.now('persona')], ['DE', undefined])
  })

  it("keeps Eloqua's value of a field that holds something else than was read", () => {
    const fresh = compareWrite(write, holding({ city: 'Hamburg', fax: 'n/a', country: 'FR' }))
    assert.deepEqual([fresh.values, fresh.superseded], [{ fax: '' }, ['city']])
    assert.deepEqual([fresh.now('city'), fresh.now('country')], ['Hamburg', 'FR'])
  })

  it('does not write over a value that came into a field that was blank, nor over one that is blank by now', () => {
    const filled = { ...write, values: { city: 'Berlin' }, read: () => '' }
    assert.deepEqual(compareWrite(filled, holding({ city: 'Hamburg' })).superseded, ['city'])
    assert.deepEqual(compareWrite(write, holding({ city: '', fax: 'n/a' })).superseded, ['city'])
  })

  it('has nothing to write where the value stands already, as after an import that was not settled', () => {
    const fresh = compareWrite(write, holding({ city: 'Berlin', fax: '' }))
    assert.deepEqual([fresh.values, fresh.superseded], [{}, []])
  })

  it('writes a value that washing only took spaces off, or that an undo gives them back', () => {
    const spaced = { ...write, values: { city: 'Berlin' }, read: () => ' Berlin ' }
    assert.deepEqual(compareWrite(spaced, holding({ city: ' Berlin ' })).values, { city: 'Berlin' })
    const undone = { ...write, values: { city: ' Berlin ' }, read: () => 'Berlin' }
    assert.deepEqual(compareWrite(undone, holding({ city: 'Berlin' })).values, { city: ' Berlin ' })
  })

  it('leaves a field alone that the export lacks', () => {
    const fresh = compareWrite(write, holding({ city: ' berlin' }))
    assert.deepEqual([fresh.values, fresh.unread, fresh.now('fax')], [{ city: 'Berlin' }, ['fax'], undefined])
  })

  it('knows another contact that has the address by now', () => {
    assert.equal(compareWrite(write, holding({ city: 'x' }, { contactId: '8' })).isGone, true)
    assert.equal(compareWrite(write, holding({ city: 'x' }, { contactId: undefined })).isGone, false)
  })

  it('writes what differs of a contact of the old fleet only where it was not modified since its export', () => {
    const old = { ...write, read: undefined }
    const values = { city: 'Hamburg', fax: '' }
    assert.deepEqual(compareWrite(old, holding(values)).superseded, ['city'])
    assert.deepEqual(compareWrite(old, holding(values, { modifiedAt: readAt })).values, { city: 'Berlin' })
    assert.deepEqual(compareWrite(old, holding(values, { modifiedAt: undefined })).superseded, ['city'])
  })
})

describe('knowCurrent', () => {
  it('writes over newer values, and knows what the other fields hold', () => {
    const fresh = knowCurrent(write, holding({ city: 'Hamburg', fax: 'n/a', country: 'FR' }))
    assert.deepEqual([fresh.values, fresh.superseded, fresh.now('country')], [write.values, [], 'FR'])
  })
})
