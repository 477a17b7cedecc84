import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isSameIndex, type NamedIndex } from './same-index.ts'

const one: NamedIndex = { name: 'a', key: { at: 1, state: -1 } }

describe('isSameIndex', () => {
  const same: readonly NamedIndex[] = [
    { ...one, name: 'b' },
    { ...one, key: new Map(Object.entries({ at: 1, state: -1 })) as never },
    { ...one, unique: false, sparse: false },
    { ...one, key: { at: '1' as never, state: -1 } },
  ]
  for (const other of same)
    it(`is ${JSON.stringify(other)}`, () => assert.equal(isSameIndex(one, other), true))

  const different: readonly Partial<NamedIndex>[] = [
    { key: { state: -1, at: 1 } },
    { key: { at: 1 } },
    { key: { at: 1, state: 'text' } },
    { unique: true },
    { sparse: true },
    { expireAfterSeconds: 0 },
    { partialFilterExpression: { at: 1 } },
  ]
  for (const change of different)
    it(`is no other one, with ${JSON.stringify(change)}`, () =>
      assert.equal(isSameIndex(one, { ...one, ...change }), false))
})
