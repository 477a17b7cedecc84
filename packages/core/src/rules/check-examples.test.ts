import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { washingConfig } from '../testing/washing-config.ts'
import { checkExamples } from './check-examples.ts'

const config = washingConfig('Test', {
  city: { lookup: ['normLookup'], derive: {} },
  region: { lookup: [], derive: { 1: { type: 'deriveValue', fieldSet: ['city'], options: ['overwrite'] } } },
})
const rules = {
  normLookup: [{ _id: 'n', fieldName: 'city', find: 'NYC', replace: 'New York' }],
  deriveValue: [{ fieldName: 'region', lookupVals: { city: 'NEW YORK' }, value: 'East' }],
}

describe('checkExamples', () => {
  it('compares what the rules make of a value, also of several, and names the rule that decided', () => {
    const checked = checkExamples(rules, config, [
      { field: 'city', value: 'nyc', expected: 'New York' },
      { field: 'region', value: '', expected: 'East', given: { city: 'nyc' } },
      { field: 'city', value: 'nyc', expected: 'NY' },
      { field: 'city', value: 'Bonn', expected: 'Berlin' },
      { field: 'region', value: '', expected: 'West', given: { city: 'nyc' } },
      { field: 'town', value: 'nyc', expected: 'nyc' },
    ])
    assert.deepEqual(
      checked.map(({ passed, result, reason }) => [passed, result, reason]),
      [
        [true, 'New York', undefined],
        [true, 'East', undefined],
        [false, 'New York', 'decided by normLookup n'],
        [false, 'Bonn', 'decided by no rule: none changes it'],
        [false, 'East', 'decided by deriveValue #0'],
        [false, undefined, 'config Test washes no field town'],
      ],
    )
  })
})
