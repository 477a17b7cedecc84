import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { HeldRows } from './held-rows.ts'

async function batchesOf(held: HeldRows): Promise<unknown[]> {
  const batches: unknown[] = []
  for await (const batch of held.batches()) batches.push(batch)
  return batches
}

describe('HeldRows', () => {
  it('gives back the batches as they came, each once', async () => {
    const held = new HeldRows()
    const batches = [[{ city: 'Zürich' }, { city: '' }], [{ fax: '1' }]]
    for (const batch of batches) await held.add(batch)
    assert.deepEqual(await batchesOf(held), batches)
    assert.deepEqual(await batchesOf(held), [])
  })
})
