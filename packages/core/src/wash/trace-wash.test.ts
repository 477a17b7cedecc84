import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { washingConfig } from '../testing/washing-config.ts'
import { traceWash } from './trace-wash.ts'
import { compileWasher } from './washer.ts'

const config = washingConfig('Test', {
  city: { lookup: ['normLookup', 'normRegex', 'genericLookup'], derive: {} },
  region: {
    lookup: ['normLookup'],
    derive: { 1: { type: 'deriveValue', fieldSet: ['city'], options: ['overwrite'] } },
  },
})
const rules = {
  normRegex: [{ _id: 'r', fieldName: 'city', pattern: 'ny.*', replace: 'New York' }],
  deriveValue: [{ _id: 'd', fieldName: 'region', lookupVals: { city: 'NEW YORK' }, value: 'East' }],
}

describe('traceWash', () => {
  it('has each kind of rules that a field met, in order, with the change it made', () => {
    const given = { ContactID: '1', city: 'nyc', region: '' }
    const washed = compileWasher(rules, config).wash(given, 0)
    assert.ok(washed.ok)
    const shown = traceWash(config, given, washed).map(({ field, before, after, steps }) => {
      return [
        field,
        before,
        after,
        steps.map(({ ruleType, change }) => `${ruleType} ${change?.ruleId ?? '-'}`),
      ]
    })
    assert.deepEqual(shown, [
      ['city', 'nyc', 'New York', ['genericLookup -', 'normLookup -', 'normRegex r']],
      ['region', '', 'East', ['normLookup -', 'deriveValue d']],
    ])
  })
})
