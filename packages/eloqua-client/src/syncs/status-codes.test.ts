import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { classifyReject, meaningOf } from './status-codes.ts'

describe('meaningOf', () => {
  it('is undefined for a code that nobody knows', () => {
    assert.deepEqual(['ELQ-00112', 'ELQ-00999', 'toString'].map(meaningOf), ['fatal', undefined, undefined])
  })
})

describe('classifyReject', () => {
  const uniqueFields = ['emailAddress']
  const cases: readonly [code: string | undefined, invalidFields: string[] | undefined, effect: string][] = [
    ['ELQ-00002', undefined, 'rejected'],
    [undefined, undefined, 'rejected'],
    ['ELQ-00999', undefined, 'rejected'],
    ['ELQ-00040', undefined, 'harmless'],
    ['ELQ-00040', ['firstName'], 'harmless'],
    ['ELQ-00040', ['firstName', 'emailAddress'], 'rejected'],
    ['ELQ-00040', ['EmailAddress'], 'rejected'],
  ]
  for (const [code, invalidFields, effect] of cases)
    it(`takes ${code} of ${invalidFields ?? 'no field'} for ${effect}`, () =>
      assert.equal(classifyReject(code, { ...(invalidFields && { invalidFields }), uniqueFields }), effect))
})
