import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Store } from '../store.ts'
import { redriveCorrected, type SeenLetter } from './redrive-corrected.ts'

const lastError = { code: 'X', message: 'x', queue: 'q', at: new Date(1) }

/** Corrects a letter; `matched`: it is as it was seen; `isDone`: an earlier try whose answer was lost did it. */
async function corrected(matched: boolean, isDone = false, seen: SeenLetter = { arrival: 'v1', lastError }) {
  const filters: Record<string, unknown>[] = []
  const store = {
    retryTransient: (_: string, command: () => unknown) => command(),
    chance: { newToken: () => 't' },
    items: {
      updateOne: async (filter: Record<string, unknown>) => {
        filters.push(filter)
        return { matchedCount: matched ? 1 : 0 }
      },
      countDocuments: async (filter: Record<string, unknown>) =>
        filter['trail.claim'] === 't' && isDone ? 1 : 0,
    },
  } as unknown as Store
  const done = await redriveCorrected(store, '0'.repeat(24), seen, { city: 'Rome' }, 'ann')
  return { done, filter: filters[0] }
}

describe('redriveCorrected', () => {
  it('corrects the letter that was seen, the death that it died included', async () => {
    const { done, filter } = await corrected(true)
    assert.equal(done, true)
    assert.deepEqual(
      [filter?.['arrival'], filter?.['lastError.at'], filter?.['state']],
      ['v1', new Date(1), 'dead'],
    )
    assert.ok(!('lastError.at' in ((await corrected(true, false, { arrival: 'v1' })).filter ?? {})))
  })

  it('is done where an earlier try has left its step, and refused where none has', async () => {
    assert.equal((await corrected(false, true)).done, true)
    assert.equal((await corrected(false)).done, false)
  })
})
