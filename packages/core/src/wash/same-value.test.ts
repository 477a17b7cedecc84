import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sameValue } from './same-value.ts'

describe('sameValue', () => {
  const same: readonly [unknown, unknown][] = [
    ['a', 'a'],
    [null, null],
    [
      [1, { a: [] }],
      [1, { a: [] }],
    ],
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
  ]
  const different: readonly [unknown, unknown][] = [
    ['a', 'A'],
    [1, '1'],
    [null, {}],
    [{}, null],
    [{}, undefined],
    [[], {}],
    [[1], [1, 2]],
    [
      [1, 2],
      [2, 1],
    ],
    [{ a: undefined }, { b: undefined }],
    [{ a: 1 }, { a: 2 }],
    ['a', ['a']],
  ]
  for (const [one, other] of same)
    it(`is ${JSON.stringify(one)} and ${JSON.stringify(other)}`, () =>
      assert.equal(sameValue(one, other), true))
  for (const [one, other] of different)
    it(`is not ${JSON.stringify(one)} and ${JSON.stringify(other)}`, () => {
      assert.equal(sameValue(one, other), false)
      assert.equal(sameValue(other, one), false)
    })
})
