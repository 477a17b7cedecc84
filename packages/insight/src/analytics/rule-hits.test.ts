import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { openQueue } from '@dwmops/mongo-queue'
import { openRuleStore } from '@dwmops/rule-store'
import type { Databases } from '../databases.ts'
import { lookup, testBed, washQueue } from '../testing.ts'
import { ruleHits } from './rule-hits.ts'

const day = (back: number) => new Date(Date.now() - back * 86_400_000)

describe('ruleHits', () => {
  const bed = testBed()
  let dbs: Databases
  before(async () => {
    dbs = await bed.fresh()
    const normLookup = [lookup('berlin', 'city', 'BERLIN', 'Berlin'), lookup('rome', 'city', 'ROME', 'Rome')]
    const store = openRuleStore(dbs.rulesDb)
    const set = await store.exportSet()
    await store.publish({ ...set, rules: { ...set.rules, normLookup } }, { who: 'test' })
    await wash(dbs, day(1), ['berlin', 'berlin', 'rome'])
    await wash(dbs, day(0), ['berlin'])
  })

  it('reports hits by rule and day, most first', async () => {
    const { days, rules } = await ruleHits(dbs.rulesDb, { days: 3 })
    assert.deepEqual(days.at(-1), day(0).toISOString().slice(0, 10))
    assert.deepEqual(
      rules.map(({ ruleId, total, byDay }) => [ruleId, total, byDay]),
      [
        ['berlin', 3, [0, 2, 1]],
        ['rome', 1, [0, 1, 0]],
      ],
    )
  })
})

async function wash(dbs: Databases, at: Date, cities: readonly string[]): Promise<void> {
  const entries = cities.map((city, index) => {
    const key = `${at.getTime()}-${index}@example.com`
    return { key, payload: { ContactID: key, city, country: '' }, source: key }
  })
  await openQueue(dbs.queueDb, { owner: 'test', stage: 'test' }).add('dwmQueue', entries)
  await washQueue(dbs, { at })
  await openRuleStore(dbs.rulesDb).washes.writeHits()
}
