import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ObjectId } from 'mongodb'
import type { Store } from '../store.ts'
import { walkItems } from './read-items.ts'

/** Sizes of the pages of so many items. */
async function pagesOf(count: number): Promise<number[]> {
  const cursor = {
    project: () => cursor,
    async *batchSize() {
      for (let made = 0; made < count; made += 1) yield { _id: new ObjectId() }
    },
  }
  const store = { items: { find: () => cursor } } as unknown as Store
  const pages: number[] = []
  for await (const page of walkItems(store, { pageSize: 2 })) pages.push(page.length)
  return pages
}

describe('walkItems', () => {
  it('is as many full pages as there are, and the rest', async () => {
    assert.deepEqual(await pagesOf(5), [2, 2, 1])
    assert.deepEqual(await pagesOf(4), [2, 2])
    assert.deepEqual(await pagesOf(0), [])
  })
})
