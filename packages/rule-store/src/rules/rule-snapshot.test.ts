import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import { Double, Long, ObjectId } from 'mongodb'
import { ConfigNotFoundError } from '../errors.ts'
import { openRuleStore } from '../rule-store.ts'
import { config, lookups, restoreDump, ruleSet, withoutIds } from '../testing.ts'

const database = testMongo()

describe('snapshot', () => {
  it('takes a restored dump as it is: rules in their order, config with the order of its fields', async () => {
    const db = database.fresh()
    const finds = Array.from({ length: 500 }, (_, at) => `WORD ${(at * 7919) % 500}`)
    const set = ruleSet({
      genericLookup: lookups(...finds),
      normRegex: [{ fieldName: 'city', pattern: 'A', replace: 'B' }],
    })
    await restoreDump(db, set)
    const { rules, config: found } = await openRuleStore(db).snapshot('Test_Config')
    assert.deepEqual(withoutIds({ rules, configs: [found] }), set)
    assert.deepEqual(Object.keys(found['fields'] as object), ['jobTitle', 'city'])
    assert.ok(rules.genericLookup.every((rule) => /^[0-9a-f]{24}$/.test(String(rule['_id']))))
  })

  it('gives plain values and keeps the order of keys', async () => {
    const db = database.fresh()
    const when = new Date('2016-07-03T00:00:00Z')
    await restoreDump(db, ruleSet({}, [config()]))
    await db.collection('deriveValue').insertOne({
      _id: new ObjectId('577957ebe3a4df0001b0c1d2'),
      fieldName: 'persona',
      lookupVals: { z: 'Z', a: 'A' },
      value: new Double(3),
      lastModifiedDate: Long.fromNumber(1467575779),
      createdDate: when,
    })
    const { rules } = await openRuleStore(db).snapshot('Test_Config')
    const [rule] = rules.deriveValue
    assert.deepEqual(rule, {
      _id: '577957ebe3a4df0001b0c1d2',
      fieldName: 'persona',
      lookupVals: { z: 'Z', a: 'A' },
      value: 3,
      lastModifiedDate: 1467575779,
      createdDate: when,
    })
    assert.deepEqual(Object.keys(rule?.['lookupVals'] as object), ['z', 'a'])
  })

  it('names the configName and the database when there is no such config', async () => {
    const db = database.fresh()
    await restoreDump(db, ruleSet({}))
    await assert.rejects(openRuleStore(db).snapshot('Another'), (error: unknown) => {
      assert.ok(error instanceof ConfigNotFoundError)
      assert.equal(error.code, 'RULES_CONFIG_NOT_FOUND')
      assert.match(error.message, new RegExp(`${db.databaseName}.*Another`))
      return true
    })
  })

  it('has the same version for the same content, and another for any other', async () => {
    const db = database.fresh()
    await restoreDump(db, ruleSet({ genericLookup: lookups('A', 'B') }))
    const store = openRuleStore(db)
    const first = await store.snapshot('Test_Config')
    assert.equal((await openRuleStore(db).snapshot('Test_Config')).version, first.version)
    await db.collection('genericLookup').updateOne({ find: 'A' }, { $set: { replace: 'c' } })
    assert.notEqual((await store.snapshot('Test_Config')).version, first.version)
  })
})

describe('changedSince', () => {
  const changes: Record<string, (db: ReturnType<typeof database.fresh>) => Promise<unknown>> = {
    'a rule of the same length put in place of another': (db) =>
      db.collection('genericLookup').updateOne({ find: 'NSW' }, { $set: { find: 'VIC' } }),
    'a new rule': (db) => db.collection('normIncludes').insertOne({ fieldName: 'city' }),
    'a rule that is gone': (db) => db.collection('genericLookup').deleteOne({ find: 'NSW' }),
    'a config that changed': (db) =>
      db.collection('config').updateOne({}, { $set: { 'fields.city.lookup': [] } }),
    'a published version': (db) =>
      openRuleStore(db).publish(ruleSet({ genericLookup: lookups('NEW') }), { who: 'somebody' }),
  }
  for (const [what, change] of Object.entries(changes)) {
    it(`sees ${what} at the next batch`, async () => {
      const db = database.fresh()
      await restoreDump(db, ruleSet({ genericLookup: lookups('NSW', 'QLD') }))
      const store = openRuleStore(db)
      const { version } = await store.snapshot('Test_Config')
      assert.equal(await store.changedSince(version), false)
      await change(db)
      assert.equal(await store.changedSince(version), true)
      const next = await store.snapshot('Test_Config')
      assert.equal(await store.changedSince(next.version), false)
    })
  }

  it('costs one command a batch', async () => {
    const db = database.fresh()
    await restoreDump(db, ruleSet({ genericLookup: lookups('A') }))
    const store = openRuleStore(db)
    const { version } = await store.snapshot('Test_Config')
    const commands = await database.commandsDuring(() => store.changedSince(version))
    assert.deepEqual(commands, ['aggregate'])
  })

  it('is true for a version that this store never gave', async () => {
    assert.equal(await openRuleStore(database.fresh()).changedSince('x'), true)
  })
})
