import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addChange } from './field-history.ts'
import type { WashChange } from './wash-result.ts'

const changeOf = (more: object) =>
  ({ ruleType: 'normLookup', from: 'a', to: 'b', ...more }) as unknown as WashChange

describe('addChange', () => {
  it('keeps the last change of each rule type', () => {
    const first = addChange(undefined, changeOf({}))
    const second = addChange(first, changeOf({ ruleType: 'normRegex', from: 'b', to: 'c' }))
    const third = addChange(second, changeOf({ to: 'd' }))
    assert.deepEqual(first, { normLookup: { from: 'a', to: 'b' } })
    assert.deepEqual(third, { normLookup: { from: 'a', to: 'd' }, normRegex: { from: 'b', to: 'c' } })
  })

  it('shows what the change goes by, where there is something', () => {
    const shown = (more: object) => Object.keys(addChange(undefined, changeOf(more)).normLookup ?? {})
    assert.deepEqual(shown({ using: {} }), ['from', 'to', 'using'])
    assert.deepEqual(shown({ pattern: 'p' }), ['from', 'to', 'pattern'])
    assert.deepEqual(shown({ using: {}, pattern: 'p' }), ['from', 'to', 'using', 'pattern'])
  })
})
