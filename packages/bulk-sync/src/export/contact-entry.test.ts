import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { contactEntry } from './contact-entry.ts'

describe('contactEntry', () => {
  it('keys a contact by its address, trimmed and lower-cased, and leaves the payload as exported', () => {
    const row = { emailAddress: ' Ann@Example.COM ', ContactID: '7' }
    const entry = contactEntry(row)
    assert.equal(entry.key, 'ann@example.com')
    assert.deepEqual(entry.payload, row)
    assert.equal(entry.dead, undefined)
  })

  it('takes a contact without an address as dead on arrival, under its ContactID', () => {
    const entry = contactEntry({ emailAddress: '  ', ContactID: '7' })
    assert.equal(entry.key, 'contact:7')
    assert.equal(entry.dead?.code, 'NO_EMAIL_ADDRESS')
  })

  it('gives equal content equal sources, in any order of fields, and different content different ones', () => {
    const ann = contactEntry({ emailAddress: 'ann@example.com', city: 'Leeds' })
    const same = contactEntry({ city: 'Leeds', emailAddress: 'ann@example.com' })
    const moved = contactEntry({ emailAddress: 'ann@example.com', city: 'York' })
    assert.equal(ann.source, same.source)
    assert.notEqual(ann.source, moved.source)
  })
})
