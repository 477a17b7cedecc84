import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RuleCollection } from '@dwmops/core'
import { tryRule } from './try-rule.ts'

const afterOf = (collection: RuleCollection, document: object, ...values: string[]) =>
  tryRule(collection, document as never, values).map(({ after, hit }) => [after, hit])

describe('tryRule', () => {
  it('washes values of the field of the rule, and says whether it took hold', () => {
    const rule = { fieldName: 'city', find: 'NYC', replace: 'New York' }
    assert.deepEqual(afterOf('normLookup', rule, ' nyc ', 'Oslo'), [
      ['New York', true],
      ['Oslo', false],
    ])
    assert.deepEqual(afterOf('genericLookup', { find: 'N/A', replace: '' }, 'n/a'), [['', true]])
  })

  it('derives from the first of the fields that the rule wants, the others being as it wants them', () => {
    const rule = { fieldName: 'city', lookupVals: { zip: '10001', country: 'US' }, value: 'New York' }
    assert.deepEqual(afterOf('deriveValue', rule, '10001', '9'), [
      ['New York', true],
      ['', false],
    ])
  })

  it('derives from the field that the rule names, or from some field', () => {
    for (const source of [{ deriveFieldName: 'zip' }, {}])
      assert.deepEqual(
        afterOf('deriveRegex', { fieldName: 'city', ...source, pattern: '^100.*', replace: 'NY' }, '10001')
          .length,
        1,
      )
    const named = { fieldName: 'city', deriveFieldName: 'zip', pattern: '^100.*', replace: 'NY' }
    assert.deepEqual(afterOf('deriveRegex', named, '10001'), [['NY', true]])
    assert.deepEqual(afterOf('deriveValue', { fieldName: 'city', lookupVals: null, value: 'X' }, 'a'), [
      ['', false],
    ])
  })
})
