import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type RuleKind, ruleKinds } from '../rule-kinds.ts'
import { documentOf, entriesOf } from './copied-rule.ts'

const kindOf = (collection: string) => ruleKinds.find((kind) => kind.collection === collection) as RuleKind

describe('a copied rule', () => {
  it('says in an address what the rule says, pairs of values too', () => {
    const rules = {
      fieldSpecificRegex: { fieldName: 'city', pattern: '^(.+) NSW$', replace: '\\1' },
      genericLookup: { find: 'NYC', replace: 'New York' },
      normLookup: { fieldName: 'city', find: 'NYC', replace: '' },
      deriveValue: { fieldName: 'region', lookupVals: { city: 'NYC', country: 'US' }, value: 'East' },
    }
    for (const [collection, document] of Object.entries(rules)) {
      const kind = kindOf(collection)
      const query = new URLSearchParams(entriesOf(kind, { ...document, _order: 7 })).toString()
      const read = documentOf(kind, Object.fromEntries(new URLSearchParams(query)))
      assert.deepEqual(read, document)
    }
  })

  it('leaves out what is no pairs of values', () => {
    const kind = kindOf('deriveValue')
    for (const lookupVals of ['x', '[]', '7', '{'])
      assert.deepEqual(documentOf(kind, { fieldName: 'a', lookupVals }), { fieldName: 'a' })
  })
})
