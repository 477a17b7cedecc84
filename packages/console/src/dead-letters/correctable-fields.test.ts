import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { asText, correctionFault } from '@dwmops/fleet'
import { correctableFields, textOf } from './correctable-fields.ts'

describe('correctableFields', () => {
  it('are those that the server lets be corrected', () => {
    const payload = {
      emailAddress: 'a',
      ContactID: '1',
      city: 'x',
      fax: '',
      persona: 'b',
      _exported: { city: 'y', persona: null },
    }
    const wanted = Object.keys(payload).filter((field) => correctionFault(payload, field) === undefined)
    assert.deepEqual(correctableFields(payload), wanted)
    assert.deepEqual(wanted, ['city', 'fax'])
  })

  it('are compared as the server compares them', () => {
    for (const value of ['', 'x', null, undefined, 7, true]) assert.equal(textOf(value), asText(value))
  })
})
