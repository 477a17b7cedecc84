import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Revert, StoredWash } from '@dwmops/rule-store'
import { type FieldVerdict, judgeField } from './written-values.ts'

/** A wash that took a city from one value to another, or left it. */
function wash(id: string, from?: string, to?: string): StoredWash {
  const fields = from === undefined ? {} : { city: { normLookup: { from, to } } }
  return { id, contact: '7', at: new Date(0), configName: 'Test', place: 0, fields }
}

function revert(undo: string, after: string, from: string, to: string): Revert {
  const values = [{ field: 'city', from, to }]
  return { undo, after, item: 'a', contact: '7', at: new Date(0), state: 'done', values }
}

function judge(
  newestFirst: readonly StoredWash[],
  selected: readonly string[],
  reverts: readonly Revert[] = [],
): FieldVerdict {
  return judgeField('city', {
    history: newestFirst,
    reverts,
    isWashSelected: (id) => selected.includes(id),
    isRevertSelected: ({ undo }) => selected.includes(undo),
  })
}

describe('judgeField', () => {
  it('reverts what was there before the change', () => {
    assert.deepEqual(judge([wash('2'), wash('1', 'a', 'b')], ['1']), { held: 'b', former: 'a' })
  })

  it('leaves a field alone that a later wash wrote again', () => {
    assert.equal(judge([wash('2', 'b', 'c'), wash('1', 'a', 'b')], ['1']), 'written since')
  })

  it('goes back over selected changes that lead up to each other', () => {
    assert.deepEqual(judge([wash('2', 'b', 'c'), wash('1', 'a', 'b')], ['1', '2']), {
      held: 'c',
      former: 'a',
    })
  })

  it('goes back no further than a value that somebody else wrote in between', () => {
    assert.deepEqual(judge([wash('2', 'x', 'c'), wash('1', 'a', 'b')], ['1', '2']), {
      held: 'c',
      former: 'x',
    })
  })

  it('finds nothing to do a second time, whether undos are selected or not', () => {
    const undone = revert('u1', '1', 'b', 'a')
    assert.equal(judge([wash('1', 'a', 'b')], ['1'], [undone]), 'written since')
    assert.equal(judge([wash('1', 'a', 'b')], ['1', 'u1'], [undone]), 'as it was')
  })

  it('undoes an undo, and not one after which the field was washed again', () => {
    const undone = revert('u1', '1', 'b', 'a')
    assert.deepEqual(judge([wash('1', 'a', 'b')], ['u1'], [undone]), { held: 'a', former: 'b' })
    assert.equal(judge([wash('2', 'a', 'b'), wash('1', 'a', 'b')], ['u1'], [undone]), 'written since')
  })

  it('does not count an undo that never reached Eloqua', () => {
    const refused: Revert = { ...revert('u1', '1', 'b', 'a'), state: 'rejected' }
    assert.deepEqual(judge([wash('1', 'a', 'b')], ['1'], [refused]), { held: 'b', former: 'a' })
  })

  it('does not guess where the history is unclear, or gone', () => {
    assert.equal(judge([], ['1']), 'unclear')
    const odd = {
      ...wash('1'),
      fields: { city: { normLookup: { from: 'a', to: 'b' }, copyValue: { from: 'x', to: 'y' } } },
    }
    assert.equal(judge([odd], ['1']), 'unclear')
  })
})
