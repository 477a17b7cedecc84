import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Store } from '../store.ts'
import { type Freeing, freeItems } from './free-items.ts'

/** Frees a claim: each update matches so many items, and so often some are left; notes what is asked. */
async function freed(freeing: Partial<Freeing>, matches: readonly number[], leftTimes = 0) {
  const updates: { filter: string; change: string }[] = []
  const counts = [...matches]
  let left = leftTimes
  const store = {
    retryTransient: (_: string, command: () => unknown) => command(),
    items: {
      updateMany: async (filter: object, [change]: object[]) => {
        updates.push({ filter: JSON.stringify(filter), change: JSON.stringify(change) })
        return { matchedCount: counts.shift() ?? 0 }
      },
      findOne: async () => {
        left -= 1
        return left >= 0 ? {} : null
      },
    },
  } as unknown as Store
  const result = await freeItems(store, 't', { maxAttempts: 3, reason: undefined, ...freeing })
  return { result, updates }
}

describe('freeItems', () => {
  it('hands over what a newer export waits for, buries what is out of attempts, and gives the rest back', async () => {
    const { result, updates } = await freed({}, [1, 2, 4])
    assert.deepEqual(result, { returned: 5, buried: 2 })
    const [pending, spent, rest] = updates
    assert.match(pending?.filter ?? '', /"pendingVersion":\{"\$exists":true\}/)
    assert.match(spent?.filter ?? '', /"attempts":\{"\$gte":3\}/)
    assert.match(spent?.change ?? '', /"state":"dead"/)
    assert.match(rest?.change ?? '', /"state":"ready"/)
    assert.ok(!rest?.change.includes('$subtract') && !rest?.change.includes('lastError'))
  })

  it('buries nothing where the attempt does not count, and takes it back', async () => {
    const { result, updates } = await freed({ countAttempt: false }, [1, 2])
    assert.deepEqual([result, updates.length], [{ returned: 3, buried: 0 }, 2])
    assert.match(updates[1]?.change ?? '', /"attempts":\{"\$subtract":\["\$attempts",1\]\}/)
  })

  it('writes down why, and who', async () => {
    const { updates } = await freed({ reason: { code: 'RELEASED', message: 'by hand' }, by: 'ann' }, [])
    assert.match(updates[2]?.change ?? '', /ann.*RELEASED.*by hand/)
  })

  it('goes on until the claim holds nothing', async () => {
    const { result, updates } = await freed({}, [0, 0, 1, 0, 0, 2], 1)
    assert.deepEqual([result, updates.length], [{ returned: 3, buried: 0 }, 6])
  })
})
