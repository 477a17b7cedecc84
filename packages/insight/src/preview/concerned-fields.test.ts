import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { byCollection, type RuleDocuments, type RuleSet } from '@dwmops/rule-store'
import { concernedConfig, fieldsRead } from './concerned-fields.ts'

const config = {
  configName: 'Test',
  fields: {
    city: { lookup: ['normLookup'], derive: {} },
    country: {
      lookup: ['genericLookup'],
      derive: { '1': { type: 'deriveValue', fieldSet: ['city'], options: [] } },
    },
    region: { lookup: [], derive: { '1': { type: 'deriveValue', fieldSet: ['country'], options: [] } } },
    title: { lookup: ['genericLookup', 'normLookup'], derive: {} },
    role: { lookup: [], derive: { '1': { type: 'deriveRegex', fieldSet: ['title'], options: [] } } },
    zipPostalCode: { lookup: [], derive: {} },
  },
}

function set(rules: Partial<RuleDocuments>): RuleSet {
  return { rules: { ...byCollection(() => []), ...rules }, configs: [config] }
}

function concerned(present: Partial<RuleDocuments>, next: Partial<RuleDocuments>): string[] {
  return Object.keys(concernedConfig(set(present), set(next), config, config)?.['fields'] ?? {})
}

const rule = (fieldName: string, find: string) => ({ fieldName, find, replace: 'x' })

describe('concernedConfig', () => {
  it('keeps a changed field with all that is derived from it, in the order of the config', () => {
    assert.deepEqual(concerned({}, { normLookup: [rule('city', 'A')] }), [
      'city',
      'country',
      'region',
      'zipPostalCode',
    ])
  })

  it('keeps what a changed field is derived from', () => {
    assert.deepEqual(concerned({ deriveRegex: [rule('role', 'A')] }, {}), ['title', 'role'])
  })

  it('takes a generic rule for all fields that list its type', () => {
    const fields = ['city', 'country', 'region', 'title', 'role', 'zipPostalCode']
    assert.deepEqual(concerned({}, { genericLookup: [{ find: 'A', replace: '' }] }), fields)
  })

  it('takes another order for a change', () => {
    const [one, two] = [rule('title', 'A'), rule('title', 'B')]
    assert.deepEqual(concerned({ normLookup: [one, two] }, { normLookup: [two, one] }), ['title', 'role'])
  })

  it('keeps nothing where the rules are the same, and does not narrow where configs differ', () => {
    const rules = { normLookup: [rule('city', 'A')] }
    assert.deepEqual(concerned(rules, rules), [])
    assert.equal(
      concernedConfig(set({}), set({}), config, { ...config, corrections: ['zip-00000'] }),
      undefined,
    )
  })
})

describe('fieldsRead', () => {
  it('names what is washed, and what that is derived from though it is not washed itself', () => {
    const derived = { region: { derive: { '1': { fieldSet: ['country', 'zip'] } } }, zipPostalCode: {} }
    assert.deepEqual(fieldsRead({ configName: 'Test', fields: derived }), [
      ...['region', 'country', 'zip'],
      ...['zipPostalCode', 'country'],
    ])
  })
})
