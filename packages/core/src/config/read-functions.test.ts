import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Faults } from './faults.ts'
import { readFunctions } from './read-functions.ts'

function functionsOf(value: unknown) {
  const faults = new Faults()
  const found = [...readFunctions(value, faults)].map(([position, list]) => [
    position,
    list.map(({ ruleType }) => ruleType),
  ])
  return { found, faults: faults.list }
}

describe('readFunctions', () => {
  it('reads functions by position, in the order of their keys as texts', () => {
    const entries = { 2: 'CleanZipcodeUS', 10: 'CleanAnnualRevenue' }
    assert.deepEqual(functionsOf({ afterProcessing: entries, beforeDeriveData: {} }), {
      found: [
        ['afterProcessing', ['UDF-CleanAnnualRevenue', 'UDF-CleanZipcodeUS']],
        ['beforeDeriveData', []],
      ],
      faults: [],
    })
  })

  it('says which functions and positions there are not', () => {
    const { found, faults } = functionsOf({
      afterProcessing: { 1: 'toString', 2: 5 },
      later: { 1: 'CleanZipcodeUS' },
    })
    assert.deepEqual(found, [['afterProcessing', []]])
    assert.match(faults[0] ?? '', /^userDefinedFunctions\.afterProcessing: 'toString' is none of/)
    assert.match(faults[1] ?? '', /'5' is none of/)
    assert.match(faults[2] ?? '', /^userDefinedFunctions\.later: is none of/)
    assert.equal(faults.length, 3)
  })

  it('passes over an unknown position that holds nothing', () => {
    assert.deepEqual(functionsOf({ later: {} }), { found: [], faults: [] })
  })
})
