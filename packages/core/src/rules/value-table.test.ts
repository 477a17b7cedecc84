import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { StoredRule } from './stored-rule.ts'
import { ValueTables } from './value-table.ts'

function tablesOf(...bodies: object[]) {
  const reported: string[] = []
  const rules = bodies.map((body, index) => ({ collection: 'deriveValue', index, id: `r${index}`, body }))
  const tables = new ValueTables(rules as unknown as StoredRule[], ({ id }, code) =>
    reported.push(`${id} ${code}`),
  )
  return { tables, reported }
}

describe('ValueTables', () => {
  it('finds the first rule for the values of a set of fields', () => {
    const { tables, reported } = tablesOf(
      { fieldName: 'to', lookupVals: { a: 'A', b: 'B' }, value: '1' },
      { fieldName: ['to', 'other'], lookupVals: { a: 'A', b: 'B' }, value: '2' },
      { fieldName: 'to', lookupVals: { a: 'A' }, value: '3' },
      { fieldName: 'to', lookupVals: [{ a: 'X' }, { a: 'Y' }], value: '4' },
    )
    const found = (field: string, names: string[], ...values: string[]) => {
      let table = tables.find(field, names)
      for (const value of values) table = table?.branch(value)
      return table?.hit?.to
    }
    assert.deepEqual([found('to', ['a', 'b'], 'A', 'B'), found('other', ['a', 'b'], 'A', 'B')], ['1', '2'])
    assert.deepEqual(
      [found('to', ['a'], 'A'), found('to', ['a'], 'Y'), found('to', ['a'], 'Z')],
      ['3', '4', undefined],
    )
    assert.deepEqual(
      [found('to', ['a', 'b'], 'A'), found('none', ['a'], 'A'), reported],
      [undefined, undefined, []],
    )
  })

  it('sorts the fields of a rule, and says so', () => {
    const { tables, reported } = tablesOf({
      fieldName: 'to',
      lookupVals: { a: 'A', c: 'C', b: 'B' },
      value: '1',
    })
    assert.equal(tables.find('to', ['a', 'b', 'c'])?.branch('A')?.branch('B')?.branch('C')?.hit?.to, '1')
    assert.deepEqual(reported, ['r0 RULE_LOOKUPVALS_UNSORTED'])
  })

  it('reports what a rule lacks; one without a value is found all the same', () => {
    const { tables, reported } = tablesOf(
      { lookupVals: { a: 'A' }, value: '1' },
      { fieldName: 'to', value: '1' },
      { fieldName: 'to', lookupVals: { a: 5, b: 'B' }, value: '1' },
      { fieldName: 'to', lookupVals: { a: 'A' } },
    )
    assert.deepEqual(
      reported,
      [0, 1, 2, 3].map((index) => `r${index} RULE_MALFORMED`),
    )
    const hit = tables.find('to', ['a'])?.branch('A')?.hit
    assert.deepEqual([hit?.ruleId, hit?.to], ['r3', undefined])
  })
})
