import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bareConfig } from '../testing/bare-config.ts'
import { deriveRules, derivesTo } from '../testing/derived.ts'
import { compileWasher } from '../wash/washer.ts'

const blank = ['blankIfNoMatch']
const both = ['overwrite', 'blankIfNoMatch']

describe('DeriveIncludes', () => {
  derivesTo([
    {
      says: 'takes the value of a rule, and shows the source nested twice',
      steps: [['deriveIncludes', ['from'], []]],
      record: { from: 'ba', to: '' },
      to: 'inc',
      hits: 1,
      using: { from: { from: 'ba' }, includes: 'A', excludes: '', begins: '', ends: '' },
    },
    {
      says: 'blanks a match that equals the value; corrected, the value stays',
      steps: [['deriveIncludes', ['from'], both]],
      record: { from: 'ba', to: 'inc' },
      to: '',
      corrected: 'inc',
      hits: 1,
      using: {
        from: { from: 'ba' },
        includes: 'A',
        excludes: '',
        begins: '',
        ends: '',
        blankIfNoMatch: 'no match found',
      },
    },
    {
      says: 'blanks a value that it may not overwrite; corrected, not when a rule holds',
      steps: [['deriveIncludes', ['from'], blank]],
      record: { from: 'ba', to: 'value' },
      to: '',
      corrected: 'value',
      using: { blankIfNoMatch: 'no match found' },
    },
  ])

  it('fail a record whose source is neither text nor null', () => {
    const config = bareConfig({}, { to: { 1: { type: 'deriveIncludes', fieldSet: ['from'], options: [] } } })
    const result = compileWasher(deriveRules, config).wash({ to: 'x', from: 5 }, 0)
    assert.deepEqual(!result.ok && [result.error.code, result.error.field], ['NOT_TEXT', 'from'])
  })
})
