import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { openQueue } from '@dwmops/mongo-queue'
import { openRuleStore } from '@dwmops/rule-store'
import type { Databases } from '../databases.ts'
import { lookup, testBed, washQueue } from '../testing.ts'
import { idleRules } from './idle-rules.ts'
import { ruleHits } from './rule-hits.ts'
import { shadowedRules } from './shadowed-rules.ts'

const day = (back: number) => new Date(Date.now() - back * 86_400_000)

describe('rule analytics', () => {
  const bed = testBed()
  let dbs: Databases
  before(async () => {
    dbs = await bed.fresh()
    const normLookup = [
      lookup('berlin', 'city', 'BERLIN', 'Berlin'),
      lookup('rome', 'city', 'ROME', 'Rome'),
      lookup('never', 'city', 'ATLANTIS', 'Atlantis'),
      lookup('late', 'city', 'BERLIN', 'Bearlin'),
    ]
    const store = openRuleStore(dbs.rulesDb)
    const set = await store.exportSet()
    await store.publish({ ...set, rules: { ...set.rules, normLookup } }, { who: 'test', acceptErrors: true })
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

  it('reports rules that were never hit, and since when that is known', async () => {
    const { since, rules } = await idleRules(dbs.rulesDb, { days: 30 })
    assert.equal(since, day(1).toISOString().slice(0, 10))
    assert.deepEqual(
      rules.map(({ id, index }) => [id, index]),
      [
        ['never', 2],
        ['late', 3],
      ],
    )
    const empty = await bed.fresh()
    assert.deepEqual(await idleRules(empty.rulesDb), { since: undefined, rules: [] })
  })

  it('reports rules that another one keeps from working', async () => {
    const found = await shadowedRules(dbs.rulesDb)
    assert.deepEqual(
      found.map(({ id }) => id),
      ['late'],
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
