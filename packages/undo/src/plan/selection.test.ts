import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkSelection } from './selection.ts'

describe('checkSelection', () => {
  it('takes any one condition', () => {
    for (const selection of [
      { rule: 'a' },
      { run: 'b' },
      { field: 'city' },
      { contact: 'ann@example.com' },
      { since: new Date() },
    ])
      checkSelection(selection)
  })

  it('refuses a selection that would mean everything', () => {
    assert.throws(() => checkSelection({}), { code: 'UNDO_SELECTION' })
  })
})
