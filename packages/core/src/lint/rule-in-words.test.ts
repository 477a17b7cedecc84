import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ruleInWords, ruleSays } from './rule-in-words.ts'

describe('ruleInWords', () => {
  it('is a sentence for every kind of rule', () => {
    const sentences = [
      { find: 'N/A', replace: '' },
      { fieldName: 'city', find: 'NYC', replace: 'New York' },
      { fieldName: 'city', pattern: '^N', replace: 'x' },
      { fieldName: 'title', includes: 'IT', excludes: 'HR', begins: '', replace: 'x' },
      { fieldName: 'industry', lookupVals: { city: 'NYC', title: 'CEO' }, value: 'x' },
      { fieldName: 'state', deriveFieldName: 'zip', pattern: '^1', replace: 'NY' },
    ].map(ruleInWords)
    assert.deepEqual(sentences, [
      'any field that is "N/A" is blanked',
      'city that is "NYC" becomes "New York"',
      'city that matches "^N" becomes "x"',
      'title that contains "IT", does not contain "HR" becomes "x"',
      'industry when city is "NYC" and title is "CEO" becomes "x"',
      'state when zip matches "^1" becomes "NY"',
    ])
  })

  it('is short, and no odd document ends it', () => {
    assert.ok(ruleInWords({ find: 'X'.repeat(9_000), replace: 'y' }).length < 120)
    for (const odd of [{}, { find: null, fieldName: 5 }, { lookupVals: 'x' }, { replace: () => 1 }])
      assert.equal(typeof ruleInWords(odd), 'string')
  })
})

describe('ruleSays', () => {
  it('leaves out what is not of the rule itself', () => {
    assert.deepEqual(ruleSays({ _id: 1, _order: 2, examples: [], find: 'X' }), { find: 'X' })
  })
})
