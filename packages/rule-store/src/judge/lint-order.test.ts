import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Db } from 'mongodb'
import { lintOrder } from './lint-order.ts'

/** What lint says where normLookup holds so many rules, so many of them without a known order. */
async function lintOf(rules: number, unknown: number): Promise<string[]> {
  const collectionOf = (name: string) => {
    const [all, odd] = name === 'normLookup' ? [rules, unknown] : [0, 0]
    const cursor = {
      sort: () => cursor,
      limit: () => cursor,
      next: async () => (odd > 0 ? { _id: 'first' } : null),
    }
    return {
      find: () => cursor,
      countDocuments: async (filter: object) => (Object.keys(filter).length > 0 ? odd : Math.min(all, 2)),
    }
  }
  const findings = await lintOrder({ collection: collectionOf } as unknown as Db)
  return findings.map(({ collection, id, reason }) => `${collection} ${id} ${reason.split(' ')[0]}`)
}

describe('lintOrder', () => {
  it('warns of rules whose order nobody knows, once a collection', async () => {
    assert.deepEqual(await lintOf(5, 3), ['normLookup first 3'])
  })

  it('has nothing to say where all is known, or there is one rule alone', async () => {
    assert.deepEqual([await lintOf(5, 0), await lintOf(1, 1)], [[], []])
  })
})
