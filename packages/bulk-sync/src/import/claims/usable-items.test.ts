import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Item } from '@dwmops/mongo-queue'
import { usableItems } from './usable-items.ts'

describe('usableItems', () => {
  it('rejects the item of which no row can be made, without its values, and keeps the others', () => {
    const items = [{ city: 'Leeds' }, { city: { toString: 'Secret' } }, { city: null }].map(
      (payload, at) => ({ id: String(at), payload }) as unknown as Item,
    )
    const { usable, unusable } = usableItems(items, ({ payload }) => String(payload['city']))
    assert.deepEqual(
      usable.map(({ id }) => id),
      ['0', '2'],
    )
    assert.deepEqual(
      unusable.map((one) => ({ ...one, message: undefined })),
      [{ id: '1', result: 'rejected', code: 'ROW_UNUSABLE', message: undefined }],
    )
    assert.doesNotMatch(JSON.stringify(unusable), /Secret/)
  })
})
