import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compileFieldLookup, compileGenericLookup } from './lookup.ts'
import type { StoredRule } from './stored-rule.ts'

const rulesOf = (...bodies: object[]) =>
  bodies.map((body, index) => ({
    collection: 'normLookup',
    index,
    id: `r${index}`,
    body,
  })) as unknown as StoredRule[]

/** Compiles, and says which rules are reported. */
function compiled<T>(
  compile: (rules: StoredRule[], report: (rule: StoredRule) => void) => T,
  ...bodies: object[]
) {
  const reported: unknown[] = []
  return { made: compile(rulesOf(...bodies), ({ id }) => void reported.push(id)), reported }
}

describe('compileGenericLookup', () => {
  it('finds the first rule of a text, or of any in a list', () => {
    const { made, reported } = compiled(
      compileGenericLookup,
      { find: 'A', replace: '1' },
      { find: ['A', 'B'], replace: '2' },
      { find: 'C' },
      { find: 'D', replace: null },
      { find: 5 },
    )
    assert.deepEqual(
      ['A', 'B', 'C', 'D', 'E'].map((text) => made.find(text)?.to),
      ['1', '2', '', null, undefined],
    )
    assert.deepEqual([made.size, reported], [4, ['r4']])
  })
})

describe('compileFieldLookup', () => {
  it('keeps rules of fields apart', () => {
    const { made, reported } = compiled(
      compileFieldLookup,
      { fieldName: 'city', find: 'A', replace: '1' },
      { fieldName: ['city', 'country'], find: 'B', replace: '2' },
      { fieldName: 'fax' },
      { find: 'A', replace: '3' },
    )
    assert.deepEqual([...made.keys()], ['city', 'country'])
    assert.deepEqual([made.get('city')?.find('B')?.to, made.get('country')?.find('A')], ['2', undefined])
    assert.deepEqual(reported, ['r2', 'r3'])
  })
})
