import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ItemGroup } from '../read/item-group.ts'
import type { Store } from '../store.ts'
import { countBatches, noteBatches } from './batches.ts'
import type { Entry } from './entry.ts'

type Write = { updateOne: { filter: { _id: string }; update: { $set: object }[] } }

/** A store with these open batches and these groups of done items; notes what is written. */
function storeOf(open: readonly string[] = [], done: readonly ItemGroup[] = []) {
  const written: (readonly [id: string, set: object | undefined])[] = []
  const store = {
    retryTransient: (_: string, command: () => unknown) => command(),
    batches: {
      find: () => ({ project: () => ({ toArray: async () => open.map((_id) => ({ _id })) }) }),
      bulkWrite: async (writes: readonly Write[]) =>
        void written.push(
          ...writes.map(({ updateOne: { filter, update } }) => [filter._id, update[0]?.$set] as const),
        ),
    },
    items: { aggregate: () => ({ toArray: async () => done }) },
  } as unknown as Store
  return { store, written }
}

const groupOf = (batch: string, state: string, count: number) =>
  ({ _id: { batch, state }, count }) as ItemGroup
const none = { ready: 0, claimed: 0, dead: 0, done: 0 }

describe('noteBatches', () => {
  it('writes each batch once, and nothing where entries come with none', async () => {
    const { store, written } = storeOf()
    const entryOf = (id?: string) => ({ key: 'a', ...(id && { batch: { id, name: id } }) }) as Entry
    await noteBatches(store, [entryOf()])
    assert.equal(written.length, 0)
    await noteBatches(store, [entryOf('b'), entryOf('b'), entryOf(), entryOf('c')])
    assert.deepEqual(
      written.map(([id]) => id),
      ['b', 'c'],
    )
  })
})

describe('countBatches', () => {
  it('completes a batch of which nothing is ready or claimed any more', async () => {
    const { store, written } = storeOf(['a', 'b', 'c'], [groupOf('a', 'done', 2)])
    const kept = [groupOf('a', 'dead', 1), groupOf('b', 'ready', 1), groupOf('c', 'claimed', 1)]
    await countBatches(store, [...kept, { _id: { state: 'ready' }, count: 9 } as ItemGroup])
    assert.deepEqual(written, [
      ['a', { counts: { ...none, dead: 1, done: 2 }, completedAt: '$$NOW' }],
      ['b', { counts: { ...none, ready: 1 } }],
      ['c', { counts: { ...none, claimed: 1 } }],
    ])
  })

  it('leaves a batch open whose first item is not there yet, and asks nothing where none is open', async () => {
    const { store, written } = storeOf(['a'])
    await countBatches(store, [])
    assert.deepEqual(written, [['a', { counts: none }]])
    const closed = storeOf()
    await countBatches(closed.store, [groupOf('a', 'ready', 1)])
    assert.deepEqual(closed.written, [])
  })
})
