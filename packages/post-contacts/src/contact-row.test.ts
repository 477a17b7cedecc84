import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { contactRow } from './contact-row.ts'

describe('contactRow', () => {
  it('holds every key as text, blank where the contact has no value', () => {
    const payload = { emailAddress: 'ann@example.com', firstName: 'Ann', city: null, salutation: '' }
    assert.deepEqual(
      contactRow({ key: 'ann@example.com', payload }, ['emailAddress', 'firstName', 'city', 'fax']),
      {
        emailAddress: 'ann@example.com',
        firstName: 'Ann',
        city: '',
        fax: '',
      },
    )
  })

  it('identifies the contact by the address it was exported with, whatever washing made of it', () => {
    const row = contactRow({ key: 'ann@example.com', payload: { emailAddress: '' } }, ['emailAddress'])
    assert.equal(row['emailAddress'], 'ann@example.com')
  })
})
