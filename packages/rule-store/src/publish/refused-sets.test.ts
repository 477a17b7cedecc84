import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import { InvalidRulesError } from '../errors.ts'
import { openRuleStore } from '../rule-store.ts'
import { ruleSet } from '../testing.ts'

const database = testMongo()
const who = 'somebody'

describe('a set that cannot work', () => {
  it('refuses a set that cannot work before anything is written', async () => {
    const db = database.fresh()
    const broken = ruleSet({ genericRegex: [{ pattern: '(unclosed', replace: '' }] })
    const store = openRuleStore(db)
    await assert.rejects(store.publish(broken, { who }), InvalidRulesError)
    assert.deepEqual(await store.versions(), [])
    assert.equal((await store.publish(broken, { who, acceptErrors: true })).version, 1)
  })

  it('refuses what could be a version and never be applied, errors accepted or not', async () => {
    const store = openRuleStore(database.fresh())
    const document = { fieldName: 'city', find: 'A', replace: 'x', $where: '1' }
    const options = { who, acceptErrors: true }
    await assert.rejects(store.publish(ruleSet({ normLookup: [document] }), options), /the key "\$where"/)
    const change = { collection: 'normLookup', did: 'created', document } as const
    await assert.rejects(store.changeRule(change, options), InvalidRulesError)
    assert.deepEqual(await store.versions(), [])
  })

  it('refuses a config that cannot work', async () => {
    const store = openRuleStore(database.fresh())
    const broken = ruleSet({}, [{ configName: 'Broken', fields: [] }])
    await assert.rejects(store.publish(broken, { who }), /Broken/)
  })
})
