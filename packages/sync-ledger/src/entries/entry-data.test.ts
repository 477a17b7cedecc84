import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { BSON } from 'mongodb'
import { checkedData, maxDataBytes } from './entry-data.ts'

/** Data of exactly so many bytes. */
function dataOf(bytes: number): Record<string, unknown> {
  return { text: 'x'.repeat(bytes - BSON.calculateObjectSize({ text: '' })) }
}

describe('checkedData', () => {
  it('takes what is small enough as it is, and refuses a byte more', () => {
    const data = dataOf(maxDataBytes)
    assert.equal(checkedData(data), data)
    assert.throws(() => checkedData(dataOf(maxDataBytes + 1)), { code: 'LEDGER_DATA_TOO_LARGE' })
  })
})
