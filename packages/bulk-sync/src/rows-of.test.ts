import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Item } from '@dwmops/mongo-queue'
import { rowsOf } from './rows-of.ts'

describe('rowsOf', () => {
  it('rejects the item of which no row can be made, without its values, and makes the rows of the others', () => {
    const items = [{ city: 'Leeds' }, { city: { toString: 'Secret' } }, { city: null }].map(
      (payload, at) => ({ id: String(at), payload }) as unknown as Item,
    )
    const { records, unusable } = rowsOf(items, ({ payload }) => ({ city: String(payload['city']) }))
    assert.deepEqual(records, [
      { id: '0', row: { city: 'Leeds' } },
      { id: '2', row: { city: 'null' } },
    ])
    assert.deepEqual(
      unusable.map((one) => ({ ...one, message: undefined })),
      [{ id: '1', result: 'rejected', code: 'ROW_UNUSABLE', message: undefined }],
    )
    assert.doesNotMatch(JSON.stringify(unusable), /Secret/)
  })
})
