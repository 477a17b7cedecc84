import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { eraseItem } from './erase-item.ts'
import type { Store } from './store.ts'

const before = new Date(10)

/** Erases an item that can be deleted, or is seen so. */
function erased(deletedCount: number, seen: object | null = null) {
  const store = {
    retryTransient: (_: string, command: () => unknown) => command(),
    items: { deleteOne: async () => ({ deletedCount }), findOne: async () => seen },
  } as unknown as Store
  return eraseItem(store, '0'.repeat(24), { exportedBefore: before, batches: ['b1'] })
}

describe('eraseItem', () => {
  it('says what became of the item', async () => {
    assert.deepEqual(await erased(1), { became: 'erased', exportedAt: before })
    assert.deepEqual(await erased(0), { became: 'absent', exportedAt: before })
    assert.deepEqual(await erased(0, { state: 'claimed', exportedAt: before }), {
      became: 'held',
      exportedAt: before,
    })
    const newer = { state: 'ready', exportedAt: new Date(11), batch: { id: 'b2' } }
    const ofBatch = { state: 'claimed', exportedAt: new Date(11), batch: { id: 'b1' } }
    assert.equal((await erased(0, ofBatch)).became, 'held')
    assert.deepEqual(await erased(0, newer), { became: 'newer', exportedAt: new Date(11) })
  })
})
