import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { traceDifferences } from './trace-differences.ts'

describe('traceDifferences', () => {
  it('has the fields that come out differently, and no other', () => {
    const trace = (city: string) => ({
      failure: null,
      fields: [
        { field: 'city', after: city, steps: [] },
        { field: 'country', after: 'DE', steps: [] },
      ],
    })
    assert.deepEqual(traceDifferences(trace('A'), trace('B')), [{ field: 'city', from: 'A', to: 'B' }])
    assert.deepEqual(traceDifferences(trace('A'), trace('A')), [])
  })
})
