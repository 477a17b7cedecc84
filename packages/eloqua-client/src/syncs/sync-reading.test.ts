import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { registerLogin } from '@dwmops/fleet'
import { toLog, toReject } from './sync-reading.ts'

describe('toReject', () => {
  const fieldValues = {
    emailAddress: '"ann lee"@example.com',
    firstName: 'Ann "A" Lee',
    company: 'Lee',
    vertical: 'IT',
    city: null,
  }

  it('keeps the words of Eloqua without the values of the record, however they are quoted', () => {
    for (const [message, kept] of [
      ['Invalid email address.', 'Invalid email address.'],
      ['Invalid address "ann lee"@example.com', 'Invalid address ***'],
      ['"Ann \\"A\\" Lee" of Lee is too long', '"***" of *** is too long'],
      ['no ann.lee@example.com there', 'no [address] there'],
    ] as const)
      assert.equal(toReject({ statusCode: 'ELQ-00002', message, fieldValues }, []).message, kept)
  })

  it('keeps the values themselves, by which the record is found', () => {
    const { values } = toReject({ statusCode: 'ELQ-00002', message: 'no', fieldValues }, [])
    assert.deepEqual(values, { ...fieldValues, city: '' })
  })
})

describe('toLog', () => {
  it('keeps neither an address nor a login', () => {
    registerLogin('ACME\\ann', 'pronghorn')
    const { message } = toLog({ message: 'for ACME\\ann:pronghorn, bob@example.com' })
    assert.equal(message, 'for ***, [address]')
  })
})
