import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { openQueue } from '@dwmops/mongo-queue'
import { openRuleStore, type RuleSet } from '@dwmops/rule-store'
import type { Databases } from '../databases.ts'
import { lookup, testBed, testConfig } from '../testing.ts'
import { comparedWashers } from './compared-washers.ts'
import { previewedChanges } from './previewed-changes.ts'

const { configName } = testConfig
const bed = testBed()

/** Contacts with these cities in the queue, rules that know Berlin, and a set that knows Rome instead. */
async function filled(cities: readonly unknown[]): Promise<{ dbs: Databases; set: RuleSet }> {
  const dbs = await bed.fresh()
  const store = openRuleStore(dbs.rulesDb)
  const bare = await store.exportSet()
  const known = (id: string, find: string, replace: string) => ({
    ...bare,
    rules: { ...bare.rules, normLookup: [lookup(id, 'city', find, replace)] },
  })
  await store.publish(known('berlin', 'BERLIN', 'Berlin'), { who: 'test' })
  const entries = cities.map((city, index) => {
    return { key: `c${index}@example.com`, payload: { ContactID: String(index), city }, source: 's' }
  })
  await openQueue(dbs.queueDb, { owner: 'test', stage: 'test' }).add('dwmQueue', entries)
  return { dbs, set: known('rome', 'ROME', 'Rome') }
}

describe('previewedChanges', () => {
  let dbs: Databases
  let set: RuleSet
  before(async () => ({ dbs, set } = await filled(['berlin', 'rome', 'oslo'])))

  async function changesWith(limit?: number) {
    const { pages } = await previewedChanges(dbs, {
      ...{ set, configName, over: { queued: true } },
      ...(limit !== undefined && { limit }),
    })
    const all = []
    for await (const page of pages) all.push(...page)
    return all
  }

  it('reports each field that comes out differently, and the rule that decides it', async () => {
    const changes = await changesWith()
    assert.deepEqual(
      changes.map(({ given, present, changed, ruleId }) => [given, present, changed, ruleId]).toSorted(),
      [
        ['berlin', 'Berlin', 'berlin', 'berlin'],
        ['rome', 'rome', 'Rome', 'rome'],
      ],
    )
  })

  it('looks at no more contacts than it may', async () => {
    assert.ok((await changesWith(1)).length <= 1)
    assert.deepEqual(await changesWith(0), [])
  })
})

describe('comparedWashers', () => {
  it('refuses a set that lacks the config', async () => {
    const { dbs, set } = await filled([])
    const without = comparedWashers(dbs, { set: { ...set, configs: [] }, configName })
    await assert.rejects(without, { name: 'ConfigNotFoundError' })
  })

  it('washes by the whole config where nothing is known to come out the same', async () => {
    const { dbs, set } = await filled([])
    const { present, next, basis } = await comparedWashers(dbs, { set, configName })
    const cityOf = (washer: typeof present, city: string) => {
      const washed = washer.wash({ ContactID: '1', city }, 0)
      return washed.ok && washed.record['city']
    }
    assert.deepEqual([cityOf(present, 'berlin'), cityOf(next, 'rome')], ['Berlin', 'Rome'])
    assert.equal(basis, (await openRuleStore(dbs.rulesDb).snapshot(configName)).version)
  })
})
