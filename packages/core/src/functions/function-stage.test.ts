import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { WashState } from '../wash/wash-state.ts'
import type { CustomFunction } from './custom-functions.ts'
import { FunctionStage } from './function-stage.ts'

/** What a function that puts an x behind texts does to the first of these values. */
function ran(values: readonly unknown[], more: Partial<CustomFunction> = {}) {
  const done: unknown[] = []
  const state = {
    values,
    hits: { 'UDF-CleanZipcodeUS': 0 },
    change: (place: number, _type: string, to: string) => done.push([place, to]),
    failNotText: (place: number) => done.push(['not text', place]),
  }
  const one: CustomFunction = {
    ...{ ruleType: 'UDF-CleanZipcodeUS', field: 'zip', onlyWhere: undefined, otherKinds: 'keep' },
    apply: (value) => (value === 'same' ? value : `${value}x`),
    ...more,
  }
  new FunctionStage(one, 0, one.onlyWhere === undefined ? undefined : 1, false).run(
    state as unknown as WashState,
  )
  return { done, hits: state.hits['UDF-CleanZipcodeUS'] }
}

describe('FunctionStage', () => {
  it('changes a text, and counts the hit', () => {
    assert.deepEqual(ran(['a']), { done: [[0, 'ax']], hits: 1 })
    assert.deepEqual(ran(['same']), { done: [], hits: 0 })
  })

  it('works only where another field holds its value', () => {
    const onlyWhere = { field: 'country', value: 'US' }
    assert.equal(ran(['a', 'US'], { onlyWhere }).hits, 1)
    assert.deepEqual(ran(['a', 'us'], { onlyWhere }).done, [])
  })

  it('fails a record over another kind of value where it says so, but for null and a field that is absent', () => {
    assert.deepEqual(ran([5], { otherKinds: 'fail' }).done, [['not text', 0]])
    for (const value of [null, undefined]) assert.deepEqual(ran([value], { otherKinds: 'fail' }).done, [])
    assert.deepEqual(ran([5]).done, [])
  })
})
