import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { loadPages } from './load-pages.ts'

describe('loadPages', () => {
  const list = [['a', 'b'], ['c', 'd'], ['e']]
  const load = async (cursor = '0') => {
    const at = Number(cursor)
    return { items: list[at] ?? [], next: at + 1 < list.length ? String(at + 1) : null }
  }

  it('reads as many pages as are wanted, and says where to go on', async () => {
    assert.deepEqual(await loadPages(load, 1), { items: ['a', 'b'], next: '1' })
    assert.deepEqual(await loadPages(load, 2), { items: ['a', 'b', 'c', 'd'], next: '2' })
  })

  it('reads as many as there are', async () => {
    assert.deepEqual(await loadPages(load, 9), { items: ['a', 'b', 'c', 'd', 'e'], next: null })
  })
})
