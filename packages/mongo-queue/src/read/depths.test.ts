import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Store } from '../store.ts'
import { keepDepths, readDepths } from './depths.ts'
import type { QueueStats } from './queue-stats.ts'

const retryTransient = (_: string, command: () => unknown) => command()

describe('keepDepths', () => {
  it('keeps a count by its minute, and none of no queue', async () => {
    const kept: unknown[] = []
    const depths = {
      replaceOne: async ({ _id }: { _id: string }, { at }: { at: Date }) => kept.push([_id, at]),
    }
    const store = { retryTransient, depths } as unknown as Store
    await keepDepths(store, [])
    assert.deepEqual(kept, [])
    await keepDepths(store, [{ queue: 'q', countedAt: new Date('2026-03-01T10:00:59Z') } as QueueStats])
    assert.deepEqual(kept, [['2026-03-01T10:00:00.000Z', new Date('2026-03-01T10:00:00Z')]])
  })
})

describe('readDepths', () => {
  /** The minutes that are left of so many when no more than some points are wanted. */
  async function left(minutes: number, points: number) {
    const found = Array.from({ length: minutes }, (_, at) => ({ at, queues: [] }))
    const cursor = { sort: () => cursor, batchSize: () => cursor, toArray: async () => found }
    const store = { retryTransient, depths: { find: () => cursor } } as unknown as Store
    return (await readDepths(store, new Date(0), points)).map(({ at }) => Number(at))
  }

  it('thins to the last of each stretch', async () => {
    assert.deepEqual(await left(3, 3), [0, 1, 2])
    assert.deepEqual(await left(8, 3), [1, 4, 7])
    assert.deepEqual(await left(6, 3), [1, 3, 5])
    assert.deepEqual(await left(0, 3), [])
  })
})
