import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { pagesOf } from './pages.ts'

async function sizes(count: number): Promise<number[]> {
  async function* source() {
    for (let made = 0; made < count; made += 1) yield made
  }
  const all: number[] = []
  for await (const page of pagesOf(source(), 2)) all.push(page.length)
  return all
}

describe('pagesOf', () => {
  it('are full pages and the rest', async () => {
    assert.deepEqual([await sizes(0), await sizes(4), await sizes(5)], [[], [2, 2], [2, 2, 1]])
  })
})
