import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { openQueue } from '@dwmops/mongo-queue'
import { openRuleStore, type RuleSet } from '@dwmops/rule-store'
import type { Databases } from '../databases.ts'
import { lookup, testBed, testConfig, washQueue } from '../testing.ts'
import { previewRules } from './preview-rules.ts'

const configName = testConfig.configName
const cities = ['berlin', 'BERLIN', 'paris', 'rome', 'rome', 'oslo']

/** Six contacts in the washing queue, and rules that know Berlin and Paris. */
async function filled(bed: ReturnType<typeof testBed>): Promise<{ dbs: Databases; present: RuleSet }> {
  const dbs = await bed.fresh()
  const store = openRuleStore(dbs.rulesDb)
  const set = await store.exportSet()
  const normLookup = [
    lookup('berlin', 'city', 'BERLIN', 'Berlin'),
    lookup('paris', 'city', 'PARIS', 'Paris'),
    lookup('fr', 'country', 'FRANCE', 'FR'),
  ]
  const present = { ...set, rules: { ...set.rules, normLookup } }
  await store.publish(present, { who: 'test' })
  const queue = openQueue(dbs.queueDb, { owner: 'test', stage: 'test' })
  const entries = cities.map((city, index) => {
    const payload = { ContactID: String(index), city, country: 'france' }
    return { key: `c${index}@example.com`, payload, source: String(index) }
  })
  await queue.add('dwmQueue', entries)
  return { dbs, present }
}

/** Rome is new, Paris is gone, Berlin comes out otherwise. */
function changed({ rules, configs }: RuleSet): RuleSet {
  const normLookup = [
    lookup('berlin', 'city', 'BERLIN', 'Berlin (DE)'),
    lookup('rome', 'city', 'ROME', 'Rome'),
    lookup('fr', 'country', 'FRANCE', 'FR'),
  ]
  return { rules: { ...rules, normLookup }, configs }
}

describe('previewRules', () => {
  const bed = testBed()
  let dbs: Databases
  let present: RuleSet
  before(async () => ({ dbs, present } = await filled(bed)))

  const briefly = async (over: { queued: true } | { days: number }, set = changed(present)) => {
    const preview = await previewRules(dbs, { set, configName, over })
    const groups = preview.groups.map(({ effect, field, ruleId, contacts }) => [
      effect,
      field,
      ruleId,
      contacts,
    ])
    return { ...preview, groups: groups.toSorted() }
  }
  const expected = [
    ['gone', 'city', 'paris', 1],
    ['new', 'city', 'berlin', 2],
    ['new', 'city', 'rome', 2],
  ]

  it('reports how many queued contacts come out differently, by rule and field', async () => {
    const { contacts, changed: count, groups, byField, capped } = await briefly({ queued: true })
    assert.deepEqual([contacts, count, capped], [6, 5, false])
    assert.deepEqual(groups, expected)
    assert.deepEqual(byField, [{ field: 'city', contacts: 5 }])
  })

  it('shows samples with the value as given, as it is now and as it would be', async () => {
    const { groups } = await previewRules(dbs, {
      set: changed(present),
      configName,
      over: { queued: true },
      samples: 1,
    })
    const gone = groups.find(({ effect }) => effect === 'gone')
    assert.deepEqual(
      gone?.samples.map((one) => [one.given, one.present, one.changed]),
      [['paris', 'Paris', 'paris']],
    )
  })

  it('finds no difference for the same rules, and writes nothing', async () => {
    const { changed: count, groups } = await briefly({ queued: true }, present)
    assert.deepEqual([count, groups], [0, []])
    assert.equal((await openRuleStore(dbs.rulesDb).versions()).filter(({ current }) => current).length, 1)
  })

  it('says so when there were more contacts than it looked at', async () => {
    const preview = await previewRules(dbs, {
      set: changed(present),
      configName,
      over: { queued: true },
      limit: 4,
    })
    assert.deepEqual([preview.contacts, preview.capped], [4, true])
  })

  it('reports rules that work against each other, and what lint newly finds', async () => {
    const genericLookup = [lookup('shout', '', 'ROME', 'ROMA')]
    const normLookup = [
      lookup('back', 'city', 'ROMA', 'rome'),
      lookup('flip', 'city', 'OSLO', 'Bergen'),
      lookup('flop', 'city', 'BERGEN', 'Oslo'),
    ]
    const config = {
      ...testConfig,
      fields: { ...testConfig.fields, city: { lookup: ['genericLookup', 'normLookup'], derive: {} } },
    }
    const set = { rules: { ...present.rules, genericLookup, normLookup }, configs: [config] }
    const { conflicts, findings } = await previewRules(dbs, { set, configName, over: { queued: true } })
    assert.ok(
      conflicts.some(
        ({ kind, first, second }) =>
          kind === 'unstable' && first.ruleId === 'flip' && second.ruleId === 'flop',
      ),
    )
    assert.ok(findings.length > 0 && findings.every(({ id }) => id !== 'berlin'))
  })

  it('reports the same of contacts washed in the last days, from what their history says was given', async () => {
    const tenDaysAgo = new Date(Date.now() - 10 * 86_400_000)
    await washQueue(dbs, { at: tenDaysAgo })
    const { contacts, groups } = await briefly({ days: 11 })
    assert.deepEqual([contacts, groups], [6, expected])
    await dbs.queueDb.collection('items').deleteMany({})
    const { groups: fromHistory } = await briefly({ days: 11 })
    const known = expected.filter(([, , rule]) => rule !== 'rome')
    assert.deepEqual(fromHistory, known, 'what was never changed is not in the history')
    assert.equal((await briefly({ days: 9 })).contacts, 0)
  })
})
