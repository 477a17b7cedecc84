import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addPack } from './add-pack.ts'
import type { Pack } from './pack.ts'

const pack: Pack = {
  name: 'countries',
  title: 'for tests',
  fields: {
    country: {
      lookup: ['normLookup'],
      derive: [{ type: 'copyValue', fieldSet: ['nation'], options: [] }],
    },
  },
  rules: {
    normLookup: [
      { fieldName: 'country', find: 'USA', replace: 'United States' },
      { fieldName: 'country', find: 'UK', replace: 'United Kingdom' },
      { fieldName: 'country', find: 'FR', replace: 'France' },
    ],
  },
}
const own = {
  normLookup: [
    { _id: 1, replace: 'US', find: 'USA', fieldName: 'country' },
    { _id: 2, fieldName: 'country', find: 'UK', replace: 'United Kingdom' },
  ],
}
const step = { type: 'deriveValue', fieldSet: ['city'], options: [] }
const config = {
  configName: 'Mine',
  fields: {
    country: { lookup: ['genericLookup'], derive: { 10: step, 9: step } },
    city: { lookup: [], derive: {} },
  },
}

describe('addPack', () => {
  it('adds behind the own rules, which win, and counts what it leaves out', () => {
    const { rules, added, present, overruled } = addPack(own, config, pack)
    assert.deepEqual(rules, { normLookup: [...own.normLookup, pack.rules.normLookup?.[2]] })
    assert.deepEqual({ added, present, overruled }, { added: 1, present: 1, overruled: 1 })
  })

  it('adds kinds of rules and steps to the config, steps behind all others', () => {
    const { fields } = addPack(own, config, pack).config as typeof config
    assert.deepEqual(fields.country.lookup, ['genericLookup', 'normLookup'])
    assert.deepEqual(Object.keys(fields.country.derive).toSorted(), ['10', '9', '9.1'])
    assert.deepEqual(fields.city, config.fields.city)
  })

  it('changes nothing more the second time, and never its arguments', () => {
    const before = structuredClone([own, config])
    const once = addPack(own, config, pack)
    const twice = addPack(once.rules as typeof own, once.config, pack)
    assert.deepEqual([twice.rules, twice.config], [once.rules, once.config])
    assert.deepEqual([own, config], before)
  })
})
