import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { extendedJsonFault } from './extended-json.ts'

const hex = '5f2b6c0d9e8a7b6c5d4e3f2a'

const valid: readonly unknown[] = [
  { city: 'Rome', n: 1, list: [null, { $oid: hex }] },
  { $date: '2026-02-28T10:00:00Z' },
  { $date: { $numberLong: '-5' } },
  { $numberInt: '-2147483648' },
  { $numberLong: '9223372036854775807' },
  { $numberDouble: 'NaN' },
  { $numberDecimal: '1.5E+3' },
  { $binary: { base64: 'YQ==', subType: '0' } },
]

const wrong: readonly unknown[] = [
  { _bsontype: 'ObjectId' },
  { a: [{ $where: 'x' }] },
  { $oid: 'xyz' },
  { $oid: hex, more: 1 },
  { $date: '2026-02-30T10:00:00Z' },
  { $date: 'yesterday' },
  { $date: { $numberLong: '9999999999999999' } },
  { $numberInt: '2147483648' },
  { $numberLong: '9223372036854775808' },
  { $numberDouble: 'one' },
  { $binary: { base64: 'YQ=', subType: '0' } },
]

describe('extendedJsonFault', () => {
  for (const value of valid)
    it(`takes ${JSON.stringify(value)}`, () => assert.equal(extendedJsonFault(value), undefined))
  for (const value of wrong)
    it(`refuses ${JSON.stringify(value)}`, () => assert.equal(typeof extendedJsonFault(value), 'string'))
})
