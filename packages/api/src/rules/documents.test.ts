import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { documentAnswer, documentFrom } from './documents.ts'

describe('documentFrom', () => {
  const refused: unknown[] = [
    { $symbol: 5 },
    { $symbol: 'x' },
    { $code: 'return 1' },
    { $code: 'return x', $scope: { x: 1 } },
    { $regularExpression: { pattern: 'a', options: '' } },
    { $minKey: 1 },
    { $undefined: true },
    { $where: '1' },
    { $date: 'zzz' },
    { $date: '2026-02-30T00:00:00Z' },
    { $date: '2026-13-01T00:00:00Z' },
    { $date: 5 },
    { $date: { $numberLong: '9999999999999999' } },
    { $date: '2026-02-03T00:00:00Z', more: 1 },
    { $oid: 'xyz' },
    { $numberInt: '5000000000' },
    { $numberLong: '99999999999999999999' },
    { $numberLong: 5 },
    { $numberDecimal: 'many' },
    { $binary: { base64: '*', subType: '00' } },
    { $binary: { base64: 'AAAA' } },
    { _bsontype: 'ObjectId', id: 'x' },
    { $constructor: 1 },
    { $__proto__: 1 },
  ]
  for (const value of refused) {
    it(`refuses ${JSON.stringify(value)}, wherever it stands`, () => {
      for (const sent of [{ find: value }, { list: [{ inner: value }] }])
        assert.throws(() => documentFrom(sent), { status: 400, code: 'INVALID_REQUEST' })
    })
  }

  it('takes what the database holds, and gives it back as it was', () => {
    const sent = {
      find: 'a',
      since: { $date: '2026-02-03T04:05:06Z' },
      id: { $oid: '5f2b6c0d9e8a7b6c5d4e3f2a' },
      amount: { $numberDecimal: '1.50' },
      bytes: { $binary: { base64: 'AAEC', subType: '00' } },
      nested: [{ count: 3 }, null, true],
    }
    assert.deepEqual(documentAnswer(documentFrom(sent)), sent)
    const long = documentFrom({ since: { $date: { $numberLong: '1770091506000' } }, n: { $numberInt: '7' } })
    assert.deepEqual(documentAnswer(long), { since: { $date: '2026-02-03T04:05:06Z' }, n: 7 })
  })
})
