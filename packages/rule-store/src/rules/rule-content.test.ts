import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { versionedCollections } from './rule-collections.ts'
import { contentOf, hashOf } from './rule-content.ts'
import { orderKey } from './rule-order.ts'
import type { StoredRules } from './stored-rules.ts'

const storedOf = (more: object = {}) =>
  ({
    ...Object.fromEntries(versionedCollections.map((name) => [name, []])),
    ...more,
  }) as unknown as StoredRules

describe('contentOf', () => {
  it('is the same whatever the id, the place and the order of keys', () => {
    const content = contentOf({ _id: 1, find: 'A', replace: 'B', [orderKey]: 5 })
    assert.equal(contentOf({ replace: 'B', find: 'A', _id: 2 }), content)
    assert.notEqual(contentOf({ find: 'A', replace: 'C' }), content)
  })
})

describe('hashOf', () => {
  const [one, two] = [
    { _id: 'a', find: 'A' },
    { _id: 'b', find: 'B' },
  ]

  it('minds the order of rules and their ids, and not that of configs', () => {
    const rules = hashOf(storedOf({ normLookup: [one, two] }))
    assert.notEqual(hashOf(storedOf({ normLookup: [two, one] })), rules)
    assert.notEqual(hashOf(storedOf({ normLookup: [{ ...one, _id: 'c' }, two] })), rules)
    assert.notEqual(hashOf(storedOf({ genericLookup: [one, two] })), rules)
    for (const configs of [
      [one, two],
      [two, one],
      [{ _id: 'c' }, one, two],
    ])
      assert.equal(hashOf(storedOf({ config: configs })), hashOf(storedOf({ config: configs.toReversed() })))
  })
})
