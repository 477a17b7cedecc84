import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { StoredRule } from '../rules/stored-rule.ts'
import { itemsOf, ruleTexts } from './rule-texts.ts'

const textsOf = (body: object) =>
  ruleTexts({ body } as unknown as StoredRule).map(({ key, role, text }) => `${key} ${role} ${text}`)

describe('ruleTexts', () => {
  it('are those that the engine reads, each with what it is for', () => {
    const body = { fieldName: ['a', 'b'], find: 'F', replace: 'R', note: 'N', pattern: 5, includes: 'I' }
    assert.deepEqual(textsOf(body), [
      'fieldName field a',
      'fieldName field b',
      'find find F',
      'includes part I',
      'replace result R',
    ])
  })

  it('are values that are looked up too', () => {
    const expected = ['lookupVals.a find A']
    assert.deepEqual(textsOf({ lookupVals: { a: 'A', b: 5 } }), expected)
    assert.deepEqual(textsOf({ lookupVals: [{ a: 'A' }, 'x'] }), expected)
  })
})

describe('itemsOf', () => {
  it('are those between commas, blank ones apart', () => {
    assert.deepEqual(itemsOf('a,,b c,'), ['a', 'b c'])
    assert.deepEqual(itemsOf(''), [])
  })
})
