import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ObjectId } from 'mongodb'
import { keyId } from '../item/key-id.ts'
import type { Store } from '../store.ts'
import { show } from './show.ts'

const id = keyId('a').toHexString()

/** A store with the item of key a, held by this claim; counts looks at claims. */
function storeOf(claim: string | null) {
  let looks = 0
  const claims = {
    find: () => {
      looks += 1
      const cursor = { sort: () => cursor, toArray: async () => [] }
      return cursor
    },
    aggregate: () => {
      looks += 1
      return { toArray: async () => [{ _id: claim }] }
    },
  }
  const items = {
    findOne: async ({ _id }: { _id: ObjectId }) => (_id.toHexString() === id ? { _id, claim } : null),
  }
  const store = { retryTransient: (_: string, command: () => unknown) => command(), items, claims }
  return { store: store as unknown as Store, looks: () => looks }
}

describe('show', () => {
  it('finds a record by its key, else by its id', async () => {
    const { store, looks } = storeOf(null)
    for (const name of ['a', id]) assert.equal((await show(store, name))?.item._id.toHexString(), id)
    for (const name of ['b', 'f'.repeat(24), id.slice(1), `${id}0`])
      assert.equal(await show(store, name), undefined)
    assert.equal(looks(), 0)
  })

  it('looks for the claim that holds it', async () => {
    const { store, looks } = storeOf('t')
    await show(store, 'a')
    assert.equal(looks(), 1)
  })
})
