import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bareConfig } from '../testing/bare-config.ts'
import { deriveRules, derivesTo } from '../testing/derived.ts'
import { compileWasher } from '../wash/washer.ts'

const over = ['overwrite']
const blank = ['blankIfNoMatch']
const both = ['overwrite', 'blankIfNoMatch']

describe('DeriveValue', () => {
  derivesTo([
    {
      says: 'takes the value of a rule, for whatever case and spacing',
      steps: [['deriveValue', ['from'], []]],
      record: { from: ' a ', to: '' },
      to: 'from A',
      hits: 1,
      using: { from: ' a ' },
    },
    {
      says: 'looks blank sources up',
      steps: [['deriveValue', ['from'], []]],
      record: { from: ' ', to: '' },
      to: 'from blank',
    },
    {
      says: 'finds rules of several fields, whatever the order of either',
      steps: [['deriveValue', ['b', 'a'], []]],
      record: { a: 'x', b: 'y', to: '' },
      to: 'of two',
    },
    {
      says: 'that finds a rule but may not overwrite ends the chain',
      steps: [
        ['deriveValue', ['from'], []],
        ['copyValue', ['from'], over],
      ],
      record: { from: 'a', to: 'kept' },
      to: 'kept',
    },
    {
      says: 'keeps the value where the rule has none, and ends the chain',
      steps: [
        ['deriveValue', ['from'], both],
        ['copyValue', ['from'], over],
      ],
      record: { from: 'no value', to: 'kept' },
      to: 'kept',
    },
    {
      says: 'blanks without a rule, overwrite or not',
      steps: [['deriveValue', ['from'], blank]],
      record: { from: 'Z', to: 'stale' },
      to: '',
      using: { blankIfNoMatch: 'no match found' },
    },
    {
      says: 'a null source is no match',
      steps: [['deriveValue', ['from'], both]],
      record: { from: null, to: 'stale' },
      to: '',
    },
  ])

  for (const sources of [
    ['empty', 'from'],
    ['from', 'nothing'],
  ]) {
    it(`fail a record with a list among the sources ${sources}, though another is null`, () => {
      const config = bareConfig({}, { to: { 1: { type: 'deriveValue', fieldSet: sources, options: [] } } })
      const result = compileWasher(deriveRules, config).wash(
        { to: '', from: [], empty: null, nothing: null },
        0,
      )
      assert.deepEqual(!result.ok && [result.error.code, result.error.field], ['NOT_TEXT', 'from'])
    })
  }
})
