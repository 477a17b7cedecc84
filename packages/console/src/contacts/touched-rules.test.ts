import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { touchedRules } from './touched-rules.ts'

describe('touchedRules', () => {
  it('has each rule once, with its fields and in how many washes it worked', () => {
    const wash = (id: string, changes: { field: string; ruleType: string; ruleId?: string }[]) => {
      return { id, at: '2026-01-01T00:00:00Z', place: 0, changes, superseded: [] }
    }
    const city = { field: 'city', ruleType: 'normLookup', ruleId: 'a' }
    const copied = { field: 'company', ruleType: 'copyValue' }
    const washes = [wash('2', [city, copied]), wash('1', [city, { ...city, field: 'country' }])]
    assert.deepEqual(touchedRules(washes), [
      { ruleType: 'normLookup', ruleId: 'a', fields: ['city', 'country'], washes: 2 },
      { ruleType: 'copyValue', fields: ['company'], washes: 1 },
    ])
  })
})
