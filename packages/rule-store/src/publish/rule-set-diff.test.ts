import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import { MongoClient } from 'mongodb'
import { VersionNotFoundError } from '../errors.ts'
import { openRuleStore } from '../rule-store.ts'
import { config, lookups, restoreDump, ruleSet } from '../testing.ts'

const database = testMongo()
const who = 'somebody'

describe('diff', () => {
  it('reports between versions and now, configs included', async () => {
    const db = database.fresh()
    const store = openRuleStore(db)
    await store.publish(ruleSet({ genericLookup: lookups('A', 'B') }), { who })
    await store.publish(ruleSet({ genericLookup: lookups('B', 'A') }, [config(), config('Second')]), { who })
    const { collections, configs } = await store.diff(1, 2)
    assert.deepEqual(
      collections.map(({ collection, added, removed, reordered }) => [
        collection,
        added.length,
        removed.length,
        reordered,
      ]),
      [['genericLookup', 0, 0, true]],
    )
    assert.deepEqual(
      configs.map(({ configName, from }) => [configName, from]),
      [['Second', undefined]],
    )
    assert.deepEqual(await store.diff(2, 'now'), { collections: [], configs: [] })
    await assert.rejects(store.diff(1, 99), VersionNotFoundError)
  })

  it('reports a single change without reading the rules, and reports the same as they do', async () => {
    const store = openRuleStore(database.fresh())
    await store.publish(ruleSet({ genericLookup: lookups('A', 'B') }), { who })
    const rule = (await store.findRules({ text: 'A' })).rules[0] ?? assert.fail()
    const document = { find: 'A', replace: 'changed' }
    await store.changeRule({ ...rule, did: 'changed', document }, { who })
    const [config] = await store.configs()
    const other = { ...config?.document, note: 'x' }
    await store.changeRule({ ...(config ?? assert.fail()), did: 'changed', document: other }, { who })
    for (const [from, to] of [
      [1, 2],
      [2, 3],
    ] as const) {
      const stored = await store.diff(from, to)
      assert.deepEqual(stored, await store.diff(from, await store.versionSet(to)))
      assert.equal(stored.collections.length + stored.configs.length, 1)
      assert.deepEqual(await database.commandsDuring(() => store.diff(from, to)), ['find'])
    }
  })
})

describe('ensureIndexes', () => {
  it('may be repeated, and meets a dump that has the same indexes under other names', async () => {
    const db = database.fresh()
    await restoreDump(db, ruleSet({ genericLookup: lookups('A') }))
    await db.collection('genericLookup').createIndex({ find: 1 })
    await db.collection('contactHistory').createIndex({ timestamp: -1 })
    const store = openRuleStore(db)
    await store.ensureIndexes()
    await store.ensureIndexes()
    const names = (await db.collection('contactHistory').indexes()).map((index) => index.name)
    assert.ok(names.includes('chain_of_a_contact_by_ContactID'), names.join())
  })
})

describe('a database that cannot hash documents', () => {
  it('is read as a whole instead', async () => {
    const db = database.fresh()
    await restoreDump(db, ruleSet({ genericLookup: lookups('A') }))
    const client = await new MongoClient(database.mongo.url).connect()
    const { withoutHashing } = await import('../rules/fingerprint.ts')
    withoutHashing.add(client)
    const store = openRuleStore(client.db(db.databaseName))
    const { version } = await store.snapshot('Test_Config')
    assert.equal(await store.changedSince(version), false)
    await db.collection('genericLookup').updateOne({ find: 'A' }, { $set: { find: 'B' } })
    assert.equal(await store.changedSince(version), true)
    await client.close()
  })
})
