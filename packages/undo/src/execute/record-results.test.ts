import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Item } from '@dwmops/mongo-queue'
import { recordResults } from './record-results.ts'

describe('recordResults', () => {
  it('writes down by undo what is done and what was rejected, and leaves planned what is imported again', async () => {
    const settled: unknown[][] = []
    const reverts = { settle: async (...given: unknown[]) => void settled.push(given) }
    const items = [item('a', 'u1'), item('b', 'u1'), item('c', 'u2'), item('d', 'u2')]
    const undos = await recordResults(reverts, { items }, [
      { id: 'a', result: 'accepted' },
      { id: 'b', result: 'rejected', code: 'ELQ-00002', message: 'invalid' },
      { id: 'c', result: 'accepted' },
      { id: 'd', result: 'again', message: 'temporary' },
    ])
    assert.deepEqual([...undos], ['u1', 'u2'])
    assert.deepEqual(settled, [
      ['u1', ['a'], 'done'],
      ['u1', ['b'], 'rejected'],
      ['u2', ['c'], 'done'],
    ])
  })
})

function item(id: string, undo: string): Item {
  return { id, payload: { undo, values: {} } } as unknown as Item
}
