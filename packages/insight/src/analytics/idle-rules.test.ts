import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import { openRuleStore } from '@dwmops/rule-store'
import { lookup, testConfig } from '../testing.ts'
import { idleRules } from './idle-rules.ts'

const day = (back: number) => new Date(Date.now() - back * 86_400_000)

describe('idleRules', () => {
  const database = testMongo()

  /** Rules of which `berlin` was hit yesterday and `rome` long ago. */
  async function filled(hits: readonly (readonly [rule: string, at: Date])[]) {
    const rulesDb = database.fresh()
    await rulesDb.collection('config').insertOne({ ...testConfig })
    await rulesDb
      .collection<{ _id: string }>('normLookup')
      .insertMany(['berlin', 'rome'].map((city) => lookup(city, 'city', city.toUpperCase(), city)))
    const { washes } = openRuleStore(rulesDb)
    for (const [ruleId, at] of hits) {
      const changes = [{ field: 'city', ruleType: 'normLookup', ruleId, ruleIndex: 0 }]
      const key = `${'a'.repeat(24)}:${at.getTime()}:1`
      await washes.write([{ key, contact: '7', changes }], { run: 'r1', rules: 'hash', at })
    }
    await washes.writeHits()
    return rulesDb
  }
  const hits = [
    ['berlin', day(1)],
    ['rome', day(100)],
  ] as const

  it('are those without a hit in the last days, and it says since when hits are known', async () => {
    const { since, rules } = await idleRules(await filled(hits))
    assert.equal(since, day(1).toISOString().slice(0, 10))
    assert.deepEqual(
      rules.map(({ collection, id, index }) => [collection, id, index]),
      [['normLookup', 'rome', 1]],
    )
  })

  it('are fewer the longer one looks back', async () => {
    assert.deepEqual((await idleRules(await filled(hits), { days: 200 })).rules, [])
  })

  it('are not known where no hit is', async () => {
    assert.deepEqual(await idleRules(await filled([])), { since: undefined, rules: [] })
  })
})
