import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { table } from './table.ts'

describe('table', () => {
  it('lays numbers to the right and texts to the left, under one line', () => {
    const rows = [
      ['wash-contacts', 12_000],
      ['x', 7],
    ]
    assert.deepEqual(table(['stage', 'in'], rows).split('\n'), [
      'stage              in',
      '-----------------------',
      'wash-contacts  12,000',
      'x                   7',
    ])
  })

  it('leaves a cell blank that a row lacks', () => {
    assert.match(table(['a', 'b'], [['x']]), /^x$/m)
  })
})
