import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RuleDocuments } from '../rule-documents.ts'
import { bareConfig } from '../testing/bare-config.ts'
import { compileWasher } from '../washer.ts'

const rules: RuleDocuments = {
  deriveValue: [
    { _id: 'dv-1', fieldName: 'to', lookupVals: { from: 'A' }, value: 'from A' },
    { fieldName: 'to', lookupVals: { from: '' }, value: 'from blank' },
    { fieldName: 'to', lookupVals: { from: 'NO VALUE' } },
    { fieldName: 'to', lookupVals: { b: 'Y', a: 'X' }, value: 'of two' },
    { fieldName: 'to', lookupVals: { other: 'B' }, value: 'from other' },
  ],
  deriveRegex: [{ fieldName: 'to', deriveFieldName: 'from', pattern: '^A(.*)$', replace: 'r\\1' }],
  deriveIncludes: [
    {
      _id: 'di-1',
      fieldName: 'to',
      deriveFieldName: 'from',
      includes: 'A',
      excludes: '',
      begins: '',
      ends: '',
      replace: 'inc',
    },
  ],
}

interface Row {
  readonly says: string
  readonly steps: readonly (readonly [type: string, fieldSet: string[], options: string[]])[]
  readonly record: Record<string, unknown>
  readonly to: unknown
  /** What `to` becomes with all corrections, where that differs. */
  readonly corrected?: unknown
  /** `using` of the last change, where it is worth looking at. */
  readonly using?: unknown
}

const over = ['overwrite']
const blank = ['blankIfNoMatch']
const both = ['overwrite', 'blankIfNoMatch']
const rows: Row[] = [
  {
    says: 'deriveValue takes the value of a rule, for whatever case and spacing',
    steps: [['deriveValue', ['from'], []]],
    record: { from: ' a ', to: '' },
    to: 'from A',
    using: { from: ' a ' },
  },
  {
    says: 'deriveValue looks blank sources up',
    steps: [['deriveValue', ['from'], []]],
    record: { from: ' ', to: '' },
    to: 'from blank',
  },
  {
    says: 'deriveValue finds rules of several fields, whatever the order of either',
    steps: [['deriveValue', ['b', 'a'], []]],
    record: { a: 'x', b: 'y', to: '' },
    to: 'of two',
  },
  {
    says: 'deriveValue that finds a rule but may not overwrite ends the chain',
    steps: [
      ['deriveValue', ['from'], []],
      ['copyValue', ['from'], over],
    ],
    record: { from: 'a', to: 'kept' },
    to: 'kept',
  },
  {
    says: 'deriveValue keeps the value where the rule has none, and ends the chain',
    steps: [
      ['deriveValue', ['from'], both],
      ['copyValue', ['from'], over],
    ],
    record: { from: 'no value', to: 'kept' },
    to: 'kept',
  },
  {
    says: 'deriveValue blanks without a rule, overwrite or not',
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
  {
    says: 'a step is left out when a source is absent',
    steps: [['deriveValue', ['from'], both]],
    record: { to: 'kept' },
    to: 'kept',
  },
  {
    says: 'blanking ends the chain; corrected, the next step is tried first',
    steps: [
      ['deriveValue', ['from'], both],
      ['deriveValue', ['other'], both],
    ],
    record: { from: 'Z', other: 'B', to: 'stale' },
    to: '',
    corrected: 'from other',
  },
  {
    says: 'corrected, a field is blanked when no step finds anything',
    steps: [
      ['deriveValue', ['from'], both],
      ['copyValue', ['other'], over],
    ],
    record: { from: 'Z', other: '', to: 'stale' },
    to: '',
    using: { blankIfNoMatch: 'no match found' },
  },
  {
    says: 'corrected, a field to be blanked is open to steps that do not overwrite',
    steps: [
      ['deriveValue', ['from'], both],
      ['copyValue', ['other'], []],
    ],
    record: { from: 'Z', other: 'copied', to: 'stale' },
    to: '',
    corrected: 'copied',
  },
  {
    says: 'copyValue copies as it is, and ignores blankIfNoMatch',
    steps: [['copyValue', ['from'], both]],
    record: { from: ' a ', to: 'stale' },
    to: ' a ',
    using: { from: ' a ' },
  },
  {
    says: 'copyValue lets the next step try where the source is blank',
    steps: [
      ['copyValue', ['other'], both],
      ['deriveValue', ['from'], over],
    ],
    record: { from: 'A', other: '', to: 'stale' },
    to: 'from A',
  },
  {
    says: 'deriveRegex rewrites the cleaned source',
    steps: [['deriveRegex', ['from'], []]],
    record: { from: 'a  b', to: '' },
    to: 'r B',
    using: { from: 'a  b' },
  },
  {
    says: 'deriveRegex does nothing for a blank source, not even blank',
    steps: [['deriveRegex', ['from'], both]],
    record: { from: '', to: 'kept' },
    to: 'kept',
  },
  {
    says: 'deriveRegex blanks only where it may overwrite',
    steps: [['deriveRegex', ['from'], blank]],
    record: { from: 'Z', to: 'kept' },
    to: 'kept',
  },
  {
    says: 'deriveRegex blanks a match that equals the value; corrected, the value stays',
    steps: [['deriveRegex', ['from'], both]],
    record: { from: 'A', to: 'r' },
    to: '',
    corrected: 'r',
    using: { from: 'A' },
  },
  {
    says: 'deriveIncludes takes the value of a rule, and shows the source nested twice',
    steps: [['deriveIncludes', ['from'], []]],
    record: { from: 'ba', to: '' },
    to: 'inc',
    using: { from: { from: 'ba' }, includes: 'A', excludes: '', begins: '', ends: '' },
  },
  {
    says: 'deriveIncludes blanks a match that equals the value; corrected, the value stays',
    steps: [['deriveIncludes', ['from'], both]],
    record: { from: 'ba', to: 'inc' },
    to: '',
    corrected: 'inc',
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
    says: 'deriveIncludes blanks a value that it may not overwrite; corrected, not when a rule holds',
    steps: [['deriveIncludes', ['from'], blank]],
    record: { from: 'ba', to: 'value' },
    to: '',
    corrected: 'value',
    using: { blankIfNoMatch: 'no match found' },
  },
]

describe('derive steps', () => {
  const wash = ({ steps, record }: Row, corrections: readonly string[]) => {
    const chain = steps.map(([type, fieldSet, options], index) => [index, { type, fieldSet, options }])
    const config = { ...bareConfig({}, { to: Object.fromEntries(chain) }), corrections }
    const result = compileWasher(rules, config).wash(record, 0)
    if (!result.ok) assert.fail(result.error.reason)
    return result
  }
  for (const row of rows) {
    it(row.says, () => {
      const asBefore = wash(row, [])
      assert.equal(asBefore.record['to'], row.to)
      if (row.using !== undefined) assert.deepEqual(asBefore.changes.at(-1)?.using, row.using)
      const corrected = wash(row, ['match-then-blank', 'blank-stops-chain'])
      assert.equal(corrected.record['to'], row.corrected ?? row.to)
    })
  }

  it('run in the order of their keys as texts', () => {
    const step = (source: string) => ({ type: 'copyValue', fieldSet: [source], options: [] })
    const config = bareConfig({}, { to: { 2: step('two'), 10: step('ten'), b: step('b'), B: step('B') } })
    const result = compileWasher({}, config).wash({ to: '', two: '2', ten: '10', b: 'b', B: 'B' }, 0)
    assert.equal(result.ok && result.record['to'], '10')
  })

  it('fail a record whose source is neither text nor null', () => {
    const config = bareConfig({}, { to: { 1: { type: 'deriveIncludes', fieldSet: ['from'], options: [] } } })
    const result = compileWasher(rules, config).wash({ to: 'x', from: 5 }, 0)
    assert.deepEqual(!result.ok && [result.error.code, result.error.field], ['NOT_TEXT', 'from'])
  })

  for (const sources of [
    ['empty', 'from'],
    ['from', 'nothing'],
  ]) {
    it(`fail a record with a list among the sources ${sources}, though another is null`, () => {
      const config = bareConfig({}, { to: { 1: { type: 'deriveValue', fieldSet: sources, options: [] } } })
      const result = compileWasher(rules, config).wash({ to: '', from: [], empty: null, nothing: null }, 0)
      assert.deepEqual(!result.ok && [result.error.code, result.error.field], ['NOT_TEXT', 'from'])
    })
  }
})
