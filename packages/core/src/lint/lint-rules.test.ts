import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readConfigs, readRuleSet } from '../conformance/test-data.ts'
import type { RuleDocuments } from '../rules/rule-documents.ts'
import { bareConfig } from '../testing/bare-config.ts'
import { rows } from '../testing/lint-cases.ts'
import { config, includes, norm, regex, step } from '../testing/lint-config.ts'
import { textRows } from '../testing/lint-text-cases.ts'
import { inertRules, lintRules } from './lint-rules.ts'

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
  for (const { code, bad, good } of [...rows, ...textRows]) {
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

  it('gives both readings of mojibake in upper case', () => {
    const [finding] = lintRules({ normLookup: [norm('M\u00C3\u0152LLER', 'Miller')] }, [config])
    assert.match(
      finding?.suggestion ?? '',
      /^store it as "M\u00CCLLER" or "M\u00DCLLER", whichever was meant$/,
    )
  })

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

  const corrections: [written: RuleDocuments, suggestion: string][] = [
    [{ normRegex: [regex('/u\\/s(a)?/gi')] }, 'write "u/s(a)?"'],
    [{ normRegex: [regex('[[:alpha:][:digit:]]+')] }, 'write "[A-Z\\\\d]+"'],
    [{ normRegex: [regex('(A)(B)', '$2$1 $& $\x7b1}0')] }, 'write "\\\\2\\\\1 \\\\g<0> \\\\g<1>0"'],
    [{ normRegex: [regex('A\u200B')] }, 'write "A\\\\u200b" where it is meant, else "A"'],
    [{ normLookup: [norm('A\u200BB')] }, 'store it as "AB"'],
    [{ normLookup: [norm('A', ' X ')] }, 'store it as "X"'],
    [
      { normLookup: [norm('A', 'It\u00E2\u20AC\u2122s \u00C3\u00BCber')] },
      'store it as "It\u2019s \u00FCber"',
    ],
    [{ normLookup: [norm('\u00C2\u20AC\u2122T', 'x')] }, 'store it as "\u2019T"'],
    [{ normIncludes: [includes({ includes: 'HR' })] }, 'the pattern ".*\\\\bHR\\\\b.*"'],
  ]
  for (const [written, suggestion] of corrections) {
    it(`suggests ${suggestion}`, () => {
      const [found] = lintRules(written, [config])
      assert.ok(found?.suggestion.includes(suggestion), found?.suggestion)
    })
  }

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

describe('inertRules', () => {
  it('names rules that find nothing and those that no config asks for, and no others', () => {
    const rules = { normLookup: [norm('usa'), { fieldName: 'z', find: 'A' }, norm('A', 'X ')] }
    assert.deepEqual(
      inertRules(rules, [config]).map(({ code, id }) => [code, id]),
      [
        ['uncleaned-find', '#0'],
        ['unused-rule', '#1'],
      ],
    )
  })
})
