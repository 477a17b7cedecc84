import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readConfigs, readRuleSet } from '../conformance/test-data.ts'
import { lookupTypes, type RuleDocuments } from '../rule-documents.ts'
import { bareConfig } from '../testing/bare-config.ts'
import { lintRules } from './lint-rules.ts'

const step = (type: string, fieldSet: string[], options: string[] = []) => ({ type, fieldSet, options })
const config = bareConfig(
  { a: lookupTypes },
  {
    b: {
      1: step('deriveValue', ['a', 'c']),
      2: step('deriveRegex', ['a']),
      3: step('deriveIncludes', ['a']),
    },
  },
)
const norm = (find: unknown, replace: unknown = 'X') => ({ fieldName: 'a', find, replace })
const regex = (pattern: unknown, replace = '') => ({ fieldName: 'a', pattern, replace })
const includes = (tests: Record<string, unknown>) => ({
  fieldName: 'a',
  includes: '',
  excludes: '',
  begins: '',
  ends: '',
  replace: 'X',
  ...tests,
})

interface Row {
  readonly code: string
  /** Rules in which the last one is at fault. */
  readonly bad: RuleDocuments
  /** Rules much like them, in which nothing is wrong. */
  readonly good: RuleDocuments
}

const rows: Row[] = [
  { code: 'malformed-rule', bad: { normLookup: [{ find: 'A' }] }, good: { normLookup: [norm('A')] } },
  {
    code: 'malformed-rule',
    bad: { normIncludes: [{ fieldName: 'a', includes: 'A' }] },
    good: { normIncludes: [includes({ includes: 'A' })] },
  },
  {
    code: 'malformed-rule',
    bad: { deriveRegex: [{ fieldName: 'b', deriveFieldName: 'a', pattern: 'A' }] },
    good: { deriveRegex: [{ fieldName: 'b', deriveFieldName: 'a', pattern: 'A', replace: '' }] },
  },
  { code: 'bad-pattern', bad: { normRegex: [regex('(')] }, good: { normRegex: [regex('(A)')] } },
  {
    code: 'bad-template',
    bad: { normRegex: [regex('(A)', '\\2')] },
    good: { normRegex: [regex('(A)', '\\1')] },
  },
  {
    code: 'refused-pattern',
    bad: { normRegex: [regex(`${'('.repeat(20_000)}${')'.repeat(20_000)}`)] },
    good: { normRegex: [regex(`${'('.repeat(20)}${')'.repeat(20)}`)] },
  },
  {
    code: 'refused-pattern',
    bad: { normRegex: [regex('A\\N{EN DASH}B')] },
    good: { normRegex: [regex('A\u2013B')] },
  },
  {
    code: 'costly-pattern',
    bad: { normRegex: [regex('(?:(\\w+)\\1)+')] },
    good: { normRegex: [regex('(?:(\\w)\\1)+')] },
  },
  { code: 'uncleaned-find', bad: { normLookup: [norm('a  b')] }, good: { normLookup: [norm('A B')] } },
  {
    code: 'uncleaned-find',
    bad: { genericLookup: [{ find: ['A', ' B'] }] },
    good: { genericLookup: [{ find: ['A', 'B'] }] },
  },
  {
    code: 'uncleaned-lookup-value',
    bad: { deriveValue: [{ fieldName: 'b', lookupVals: { a: 'us', c: '' }, value: 'v' }] },
    good: { deriveValue: [{ fieldName: 'b', lookupVals: { a: 'US', c: '' }, value: 'v' }] },
  },
  {
    code: 'unsorted-lookupvals',
    bad: { deriveValue: [{ fieldName: 'b', lookupVals: { c: 'C', a: 'A' }, value: 'v' }] },
    good: { deriveValue: [{ fieldName: 'b', lookupVals: { a: 'A', c: 'C' }, value: 'v' }] },
  },
  {
    code: 'impossible-includes',
    bad: { normIncludes: [includes({})] },
    good: { normIncludes: [includes({ excludes: 'A' })] },
  },
  {
    code: 'impossible-includes',
    bad: { normIncludes: [includes({ includes: 'it' })] },
    good: { normIncludes: [includes({ includes: 'IT' })] },
  },
  {
    code: 'impossible-includes',
    bad: { normIncludes: [includes({ includes: 'A', excludes: 'B,' })] },
    good: { normIncludes: [includes({ includes: 'A,', excludes: 'B' })] },
  },
  {
    code: 'impossible-includes',
    bad: { normIncludes: [includes({ includes: 'OFFICE', excludes: 'OFF' })] },
    good: { normIncludes: [includes({ includes: 'OFFICE', excludes: 'OFFICER' })] },
  },
  {
    code: 'impossible-includes',
    bad: { normIncludes: [includes({ begins: ' A' })] },
    good: { normIncludes: [includes({ begins: 'A ' })] },
  },
  {
    code: 'impossible-includes',
    bad: { normIncludes: [includes({ ends: 'A ' })] },
    good: { normIncludes: [includes({ ends: ' A' })] },
  },
  {
    code: 'spaced-item',
    bad: { normIncludes: [includes({ includes: 'VICE, PRES' })] },
    good: { normIncludes: [includes({ includes: 'VICE,PRES' })] },
  },
  {
    code: 'idle-exclude',
    bad: { normIncludes: [includes({ includes: 'VICE', excludes: 'IT,assistant' })] },
    good: { normIncludes: [includes({ includes: 'VICE', excludes: 'IT,ASSISTANT' })] },
  },
  {
    code: 'impossible-includes',
    bad: { normIncludes: [includes({ includes: 'A\u2003B' })] },
    good: { normIncludes: [includes({ includes: 'A\u200bB' })] },
  },
  {
    code: 'impossible-pattern',
    bad: { normRegex: [regex('\\s+$')] },
    good: { normRegex: [regex('.*\\s+')] },
  },
  {
    code: 'impossible-pattern',
    bad: { normRegex: [regex('(?-i:usa)|(?-i:ß)')] },
    good: { normRegex: [regex('(?-i:usa)|ß')] },
  },
  {
    code: 'impossible-pattern',
    bad: { normRegex: [regex('^VICE  PRES')] },
    good: { normRegex: [regex('^VICE {1,2}PRES')] },
  },
  { code: 'null-result', bad: { normLookup: [norm('A', null)] }, good: { normLookup: [norm('A', '')] } },
  {
    code: 'duplicate-rule',
    bad: { normLookup: [norm('A'), norm('A')] },
    good: { normLookup: [norm('A'), norm('B')] },
  },
  {
    code: 'contradicting-rule',
    bad: { normLookup: [norm('A', 'X'), norm('A', 'Y')] },
    good: { normLookup: [norm('A', 'X')], fieldSpecificLookup: [norm('B', 'Y')] },
  },
  {
    code: 'contradicting-rule',
    bad: { normRegex: [regex('^A$'), regex('^A$', 'b')] },
    good: { normRegex: [regex('^A$'), regex('^AB$', 'b')] },
  },
  {
    code: 'duplicate-rule',
    bad: { genericLookup: [{ find: ['A', 'B'], replace: '' }, { find: 'B' }] },
    good: { genericLookup: [{ find: ['A', 'B'], replace: '' }, { find: ['B', 'C'] }] },
  },
  {
    code: 'shadowed-pattern',
    bad: { normRegex: [regex('.*'), regex('A')] },
    good: { normRegex: [regex('A'), regex('.*')] },
  },
  {
    code: 'shadowed-pattern',
    bad: { normRegex: [regex('.+'), regex('AB?')] },
    good: { normRegex: [regex('.+'), regex('A?')] },
  },
  {
    code: 'shadowed-includes',
    bad: {
      normIncludes: [includes({ includes: 'DEV' }), includes({ includes: 'DEVELOPER', excludes: 'NO' })],
    },
    good: {
      normIncludes: [includes({ includes: 'DEV', excludes: 'SALES' }), includes({ includes: 'DEVELOPER' })],
    },
  },
  {
    code: 'shadowed-lookup',
    bad: { genericRegex: [{ pattern: '^A+$', replace: '' }], normLookup: [norm('AAA')] },
    good: { genericRegex: [{ pattern: '^A+$', replace: '' }], normLookup: [norm('AAB')] },
  },
  {
    code: 'undone-result',
    bad: { normRegex: [regex('^OLD$', 'Z')], normLookup: [norm('A', 'Old')] },
    good: { normRegex: [regex('^OLD$', 'Z')], normLookup: [norm('A', 'New')] },
  },
  {
    code: 'undone-result',
    bad: { normLookup: [norm('Z', 'Y')], normRegex: [regex('^(OLD|ANCIENT)$', 'z')] },
    good: { normLookup: [norm('Z', 'Y')], normRegex: [regex('^(OLD|ANCIENT)', 'z')] },
  },
  {
    code: 'unused-rule',
    bad: { normLookup: [{ fieldName: 'z', find: 'A' }] },
    good: { normLookup: [norm('A')] },
  },
  {
    code: 'unused-rule',
    bad: { deriveRegex: [{ fieldName: 'b', deriveFieldName: 'c', pattern: 'A', replace: '' }] },
    good: { deriveRegex: [{ fieldName: 'b', deriveFieldName: 'a', pattern: 'A', replace: '' }] },
  },
]

const configRows: [code: string, bad: unknown, good: unknown][] = [
  ['invalid-config', bareConfig({ a: ['fuzzyLookup'] }), bareConfig({ a: ['normLookup'] })],
  ['invalid-config', null, bareConfig({})],
  [
    'step-order',
    bareConfig({}, { a: { 2: step('copyValue', ['b']), 10: step('copyValue', ['c']) } }),
    bareConfig({}, { a: { '02': step('copyValue', ['b']), 10: step('copyValue', ['c']) } }),
  ],
  [
    'blank-without-overwrite',
    bareConfig({}, { a: { 1: step('deriveValue', ['b'], ['blankIfNoMatch']) } }),
    bareConfig({}, { a: { 1: step('deriveValue', ['b'], ['blankIfNoMatch', 'overwrite']) } }),
  ],
  [
    'ignored-option',
    bareConfig({}, { a: { 1: step('copyValue', ['b'], ['blankIfNoMatch']) } }),
    bareConfig({}, { a: { 1: step('copyValue', ['b'], ['overwrite']) } }),
  ],
]

function codesOf(rules: RuleDocuments, document: unknown = config): string[] {
  return lintRules(rules, [document]).map(({ code }) => code)
}

describe('lintRules', () => {
  for (const { code, bad, good } of rows) {
    it(`reports ${code} of ${JSON.stringify(Object.values(bad).flat().at(-1))}, and nothing of its like`, () => {
      const found = lintRules(bad, [config])
      const [collection, documents] = Object.entries(bad).at(-1) ?? assert.fail()
      assert.deepEqual(
        found.map((finding) => [finding.code, finding.collection, finding.id]),
        [[code, collection, `#${documents.length - 1}`]],
      )
      assert.deepEqual(codesOf(good), [])
    })
  }

  for (const [code, bad, good] of configRows) {
    it(`reports ${code} of a config, and nothing of its like`, () => {
      assert.deepEqual(codesOf({}, bad)[0], code)
      assert.deepEqual(codesOf({}, good), [])
    })
  }

  it('names documents by their _id, and puts errors first', () => {
    const rules = {
      normLookup: [
        { _id: 'n1', ...norm('A', null) },
        { _id: 'n2', ...norm('b') },
      ],
    }
    const found = lintRules(rules, [config]).map(({ severity, id }) => `${severity} ${id}`)
    assert.deepEqual(found, ['error n2', 'warning n1'])
  })

  it('takes what is no rule set as a finding', () => {
    assert.deepEqual(codesOf({ normLookup: 5 } as never), ['invalid-rules'])
    assert.deepEqual(codesOf({ normLookup: [null, 5] } as never), ['malformed-rule', 'malformed-rule'])
  })

  it('judges rules that hold anything at all, and what stands beside them', () => {
    const odd = { toString: 1, valueOf: 2 }
    const many = Array.from({ length: 60_000 }, (_, item) => `ITEM ${item}`).join(',')
    const rules = {
      genericLookup: [{ _id: odd, find: 'ODD', replace: odd }],
      normIncludes: [includes({ includes: many }), includes({ includes: many, begins: 'ITEM' })],
      normLookup: [norm('b'), { fieldName: odd, find: [odd, 'C'], replace: odd }],
    }
    const found = lintRules(rules, [
      config,
      { ...config, configName: odd, userDefinedFunctions: { a: { 1: odd } } },
    ])
    const named = found.map(({ code, collection, id }) => `${code} ${collection} ${id}`)
    for (const expected of [
      'uncleaned-find normLookup #0',
      'malformed-rule normLookup #1',
      'null-result genericLookup [object]',
      'shadowed-includes normIncludes #1',
    ])
      assert.ok(named.includes(expected), `${expected} in ${named.join('; ')}`)
  })

  it('makes a rule at which a check fails a finding about that rule, and goes on', () => {
    const trap = new Proxy({ fieldName: 'a', find: 'A', replace: 'B' } as Record<string, unknown>, {
      get: (target, key) => (key === 'find' ? assert.fail('sprung') : Reflect.get(target, key)),
    })
    const found = lintRules({ normLookup: [trap, norm('b')] }, [config])
    const named = found.map(({ code, id }) => `${code} ${id}`)
    assert.ok(named.includes('rule-fault #0') && named.includes('lint-fault #0'), named.join('; '))
    assert.ok(named.includes('uncleaned-find #1'), named.join('; '))
    const fault = found.find(({ code }) => code === 'lint-fault')
    assert.match(fault?.reason ?? '', /a fault of the check, AssertionError at /)
  })

  it('finds what was put into the golden rules to be found', () => {
    const found = lintRules(readRuleSet('golden'), [...readConfigs('golden').values()])
    const errors = found.filter(({ severity }) => severity === 'error')
    assert.deepEqual(
      [...Map.groupBy(errors, ({ code }) => code)].map(([code, list]) => `${list.length} ${code}`).toSorted(),
      [
        '1 bad-template',
        '1 uncleaned-find',
        '3 contradicting-rule',
        '3 malformed-rule',
        '9 impossible-includes',
      ],
    )
  })
})
