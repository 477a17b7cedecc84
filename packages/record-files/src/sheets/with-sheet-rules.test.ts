import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ruleSheetText } from './rule-sheet-text.ts'
import { withSheetRules } from './with-sheet-rules.ts'

const chief = { _id: '1', fieldName: 'jobTitle', find: 'CHIEF', replace: 'Boss' }
const us = { _id: '2', fieldName: 'country', find: 'CHIEF', replace: 'US' }
const sheet = [
  { fieldName: 'jobTitle', find: 'VP', replace: 'Vice President' },
  { fieldName: 'jobTitle', find: 'CHIEF', replace: 'Executive' },
]

describe('withSheetRules', () => {
  it('puts new rules at the end, and another result into the rule that looks for the same', () => {
    assert.deepEqual(withSheetRules([chief, us], { rules: sheet }), [
      { ...chief, replace: 'Executive' },
      us,
      sheet[0],
    ])
  })

  it('changes nothing the second time', () => {
    const once = withSheetRules([chief, us], { rules: sheet })
    assert.deepEqual(withSheetRules(once, { rules: sheet }), once)
  })
})

describe('ruleSheetText', () => {
  it('writes the lookups of one field', () => {
    const text = ruleSheetText({ normLookup: [chief, us] }, { as: 'normLookup', field: 'jobTitle' })
    assert.equal(text, 'from,to\r\nCHIEF,Boss\r\n')
  })

  it('writes no rules that look at several fields', () => {
    assert.throws(
      () => ruleSheetText({}, { as: 'deriveValue', field: 'region' }),
      /name a collection of lookups/,
    )
  })
})
