import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { byCollection, type RuleDocument, type RuleSet } from '@dwmops/rule-store'
import { completeSet } from './complete-set.ts'

const rule: RuleDocument = { _id: '1', fieldName: 'city', find: 'ROME', replace: 'Rome' }
const configs = [{ configName: 'Test' }] as unknown as RuleSet['configs']
const now: RuleSet = { rules: byCollection((name) => (name === 'normLookup' ? [rule] : [])), configs }

describe('completeSet', () => {
  it('keeps rules and configs that are not sent', () => {
    assert.deepEqual(completeSet({}, now), now)
  })

  it('takes an empty list for what it says', () => {
    assert.deepEqual(completeSet({ rules: { normLookup: [] } } as never, now).rules.normLookup, [])
  })

  it('refuses rules that leave out a collection with rules', () => {
    assert.throws(() => completeSet({ rules: {} } as never, now), { status: 400 })
  })

  it('takes a left-out collection without rules for empty', () => {
    const sent = { rules: { normLookup: [{ find: 'PARIS' }] } } as never
    assert.deepEqual(completeSet(sent, now).rules.deriveValue, [])
  })
})
