import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RuleDocuments } from './rule-documents.ts'
import { equalTexts, isDocument, readRules, ruleName } from './stored-rule.ts'

describe('readRules', () => {
  it('knows where each rule stands, and takes what is no document for an empty one', () => {
    const { normLookup, normRegex } = readRules({
      normLookup: [{ _id: 'a', find: 'X' }, 7],
    } as unknown as RuleDocuments)
    assert.deepEqual(
      normLookup.map(({ id, index, body }) => [id, index, Object.keys(body).length]),
      [
        ['a', 0, 2],
        [undefined, 1, 0],
      ],
    )
    assert.deepEqual(normRegex, [])
  })

  it('refuses what has not the shape of rules as a whole', () => {
    for (const rules of [null, [], 'x', { normLookup: {} }])
      assert.throws(() => readRules(rules as unknown as RuleDocuments), { code: 'WASH_RULES_INVALID' })
  })
})

describe('isDocument', () => {
  it('is a plain object', () => {
    assert.deepEqual([{}, [], null, 'x', undefined].map(isDocument), [true, false, false, false, false])
  })
})

describe('ruleName', () => {
  it('is its id as text, or its place', () => {
    const names = ['a', 7, { $oid: 'b' }, null, undefined].map((id) => ruleName({ id, index: 3 }))
    assert.deepEqual(names, ['a', '7', 'b', '#3', '#3'])
    assert.notEqual(ruleName({ id: { a: 1 }, index: 3 }), '#3')
  })
})

describe('equalTexts', () => {
  it('is the text, or those of a list', () => {
    assert.deepEqual(['a', ['a', 1, 'b'], 5, undefined].map(equalTexts), [['a'], ['a', 'b'], [], []])
  })
})
