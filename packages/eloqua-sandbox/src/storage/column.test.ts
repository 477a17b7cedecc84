import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Column } from './column.ts'

describe('Column', () => {
  it('is blank where nothing was written', () => {
    const column = new Column('')
    column.set(3000, 'x')
    assert.deepEqual([column.at(0), column.at(2999), column.at(3000), column.at(9999)], ['', '', 'x', ''])
  })

  it('gives views that no later write changes', () => {
    const column = new Column('')
    for (let row = 0; row < 3000; row += 1) column.set(row, `first ${row}`)
    const first = column.view()
    column.set(5, 'second')
    const second = column.view()
    column.set(5, 'third')
    column.set(2999, 'third')
    column.set(3000, 'new')
    assert.deepEqual(
      [first, second, column].map((one) => one.at(5)),
      ['first 5', 'second', 'third'],
    )
    assert.deepEqual(
      [first, second, column].map((one) => one.at(2999)),
      ['first 2999', 'first 2999', 'third'],
    )
    assert.deepEqual(
      [first, second, column].map((one) => one.at(3000)),
      ['', '', 'new'],
    )
  })
})
