import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Db } from 'mongodb'
import { idKey, readRuleHits } from './rule-hits.ts'

const day = new Date('2026-01-31T00:00:00Z')

async function read(documents: readonly object[], since = new Date('2026-01-30T10:00:00Z')) {
  const asked: object[] = []
  const cursor = { sort: () => cursor, toArray: async () => documents }
  const find = (filter: object) => {
    asked.push(filter)
    return cursor
  }
  const hits = await readRuleHits({ collection: () => ({ find }) } as unknown as Db, since)
  return { hits, asked }
}

describe('readRuleHits', () => {
  it('adds up a rule of which several documents know, day by day', async () => {
    const later = new Date('2026-02-01T00:00:00Z')
    const { hits } = await read([
      { day, ruleType: 'normLookup', hits: { '=a': 1, '-': 5 } },
      { day, ruleType: 'normLookup', hits: { '=a': 2 } },
      { day, ruleType: 'normRegex', hits: { '=a': 4 } },
      { day: later, ruleType: 'normLookup', hits: { '=a': 8 } },
    ])
    assert.deepEqual(
      hits.map((one) => [one.day, one.ruleType, one.ruleId, one.hits]),
      [
        ['2026-01-31', 'normLookup', 'a', 3],
        ['2026-01-31', 'normLookup', undefined, 5],
        ['2026-01-31', 'normRegex', 'a', 4],
        ['2026-02-01', 'normLookup', 'a', 8],
      ],
    )
  })

  it('reads whole days', async () => {
    const { asked } = await read([])
    assert.deepEqual(asked, [{ day: { $gte: new Date('2026-01-30T00:00:00Z') } }])
  })
})

describe('idKey', () => {
  it('is a key of a document, and can be read back', async () => {
    const ids = ['a.b', '$c', '-', '%2E', 'ä']
    const keys = ids.map(idKey)
    assert.ok(keys.every((key) => !/[.$]/.test(key)))
    const { hits } = await read([
      { day, ruleType: 'x', hits: Object.fromEntries(keys.map((key) => [key, 1])) },
    ])
    assert.deepEqual(
      hits.map(({ ruleId }) => ruleId),
      ids,
    )
    assert.equal(idKey(undefined), '-')
  })
})
