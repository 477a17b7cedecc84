import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { countFields, sumOf } from './count-fields.ts'

describe('countFields', () => {
  it('counts each field over all contacts', () => {
    const counts = countFields([['city', 'country'], [], ['city']])
    assert.deepEqual(counts, { city: 2, country: 1 })
    assert.equal(sumOf(counts), 3)
    assert.equal(sumOf({}), 0)
  })
})
