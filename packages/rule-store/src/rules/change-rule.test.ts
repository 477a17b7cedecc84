import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import type { Db } from 'mongodb'
import { InvalidRulesError, PublishConflictError, RuleChangedError, RuleNotFoundError } from '../errors.ts'
import { setLimits } from '../judge/set-limits.ts'
import { versionsName } from '../publish/version-pointer.ts'
import { openRuleStore, type RuleStore } from '../rule-store.ts'
import { lookups, restoreDump, ruleSet, withoutIds } from '../testing.ts'

const database = testMongo()
const who = 'somebody'
const collection = 'genericLookup'

async function findsOf(store: RuleStore, version?: number): Promise<unknown[]> {
  const set = version === undefined ? await store.exportSet() : await store.versionSet(version)
  return set.rules.genericLookup.map((rule) => rule['find'])
}

async function ruleNamed(store: RuleStore, find: string) {
  const { rules } = await store.findRules({ collection })
  const found = rules.find((rule) => rule.document['find'] === find)
  assert.ok(found)
  return found
}

async function published(...finds: string[]): Promise<{ db: Db; store: RuleStore }> {
  const db = database.fresh()
  const store = openRuleStore(db)
  await store.publish(ruleSet({ genericLookup: lookups(...finds) }), { who })
  return { db, store }
}

describe('changeRule', () => {
  it('publishes each change as a version of its own, with a way back to any', async () => {
    const { store } = await published('A', 'B', 'C')
    const made = await store.changeRule(
      { collection, did: 'created', document: { find: 'D', replace: '' } },
      { who },
    )
    const { id, etag } = await ruleNamed(store, 'B')
    const document = { find: 'B2', replace: '' }
    const changed = await store.changeRule(
      { collection, did: 'changed', id, etag, document },
      { who, note: 'why' },
    )
    const gone = await ruleNamed(store, 'A')
    const deleted = await store.changeRule({ did: 'deleted', ...gone }, { who })
    assert.deepEqual([made.version, changed.version, deleted.version], [2, 3, 4])
    assert.deepEqual(await findsOf(store), ['B2', 'C', 'D'])
    const ways = await Promise.all([1, 2, 3, 4].map((version) => findsOf(store, version)))
    assert.deepEqual(ways, [
      ['A', 'B', 'C'],
      ['A', 'B', 'C', 'D'],
      ['A', 'B2', 'C', 'D'],
      ['B2', 'C', 'D'],
    ])
    const [last, before] = await store.versions()
    assert.deepEqual([last?.rules, last?.current, before?.rules, before?.note], [3, true, 4, 'why'])
    assert.deepEqual(
      [before?.change?.id, before?.change?.before?.['find'], before?.change?.after?.['find']],
      [id, 'B', 'B2'],
    )
    assert.equal((await store.rollback(2, { who })).version, 5)
    assert.deepEqual(await findsOf(store), ['A', 'B', 'C', 'D'])
  })

  it('neither reads nor archives all the other rules', async () => {
    const { db, store } = await published(...Array.from({ length: 50 }, (_, at) => `R${at}`))
    const { id, etag } = await ruleNamed(store, 'R7')
    const change = (replace: string, seen: string) =>
      store.changeRule(
        { collection, did: 'changed', id, etag: seen, document: { find: 'R7', replace } },
        { who },
      )
    const first = await change('one', etag)
    const archived = await db.collection('ruleSets').countDocuments()
    const commands = await database.commandsDuring(() => change('two', first.rule?.etag ?? ''))
    assert.ok(!commands.includes('getMore') && commands.length < 30, commands.join(' '))
    assert.equal(await db.collection('ruleSets').countDocuments(), archived)
  })

  it('refuses what its author has not seen, and what is not there', async () => {
    const { store } = await published('A', 'B')
    const { id, etag } = await ruleNamed(store, 'A')
    const change = (replace: string) =>
      store.changeRule({ collection, did: 'changed', id, etag, document: { find: 'A', replace } }, { who })
    await change('x')
    await assert.rejects(change('y'), RuleChangedError)
    await assert.rejects(
      store.changeRule({ collection, did: 'deleted', id, etag }, { who }),
      RuleChangedError,
    )
    const nowhere = store.changeRule({ collection, did: 'deleted', id: 'f'.repeat(24), etag }, { who })
    await assert.rejects(nowhere, RuleNotFoundError)
    assert.deepEqual(await findsOf(store), ['A', 'B'])
  })

  it('lets one of two who change the same rule at once win, and loses no change', async () => {
    const { store } = await published('A', 'B', 'C')
    const { id, etag } = await ruleNamed(store, 'B')
    const outcomes = await Promise.allSettled(
      ['x', 'y', 'z'].map((replace) =>
        store.changeRule(
          { collection, did: 'changed', id, etag, document: { find: 'B', replace } },
          { who: replace },
        ),
      ),
    )
    const won = outcomes.filter(({ status }) => status === 'fulfilled')
    assert.equal(won.length, 1)
    for (const one of outcomes)
      if (one.status === 'rejected')
        assert.ok(
          one.reason instanceof RuleChangedError || one.reason instanceof PublishConflictError,
          String(one.reason),
        )
    const [version] = await store.versions(1)
    assert.equal((await ruleNamed(store, 'B')).document['replace'], version?.who)
    const kept = await store.versionSet(version?.version ?? 0)
    assert.deepEqual(kept, await store.exportSet())
  })

  it('keeps what was changed by hand as a version of its own first', async () => {
    const { db, store } = await published('A')
    await db.collection(collection).insertOne({ find: 'HAND' })
    await store.changeRule({ collection, did: 'created', document: { find: 'B', replace: '' } }, { who })
    const notes = (await store.versions()).map(({ version, note }) => [version, note])
    assert.deepEqual(notes, [
      [3, ''],
      [2, 'as found: changed by hand'],
      [1, ''],
    ])
    assert.deepEqual(await findsOf(store, 2), ['A', 'HAND'])
    assert.deepEqual(await findsOf(store, 3), ['A', 'HAND', 'B'])
  })

  it('works on a restored dump, and in an empty database', async () => {
    const dump = database.fresh()
    const set = ruleSet({ genericLookup: lookups('OLD', 'OLDER') })
    await restoreDump(dump, set)
    const store = openRuleStore(dump)
    const { id, etag } = await ruleNamed(store, 'OLD')
    await store.changeRule({ collection, did: 'deleted', id, etag }, { who })
    assert.deepEqual(withoutIds(await store.versionSet(1)), set)
    assert.deepEqual(await findsOf(store), ['OLDER'])

    const empty = openRuleStore(database.fresh())
    const { version } = await empty.changeRule(
      { collection, did: 'created', document: { find: 'A' } },
      { who },
    )
    assert.equal(version, 1)
    assert.deepEqual(await findsOf(empty, 1), ['A'])
  })

  it('puts a rule before another one, whether or not the rules have places', async () => {
    const { store } = await published('A', 'C')
    const old = openRuleStore(database.fresh())
    const dump = database.fresh()
    await restoreDump(dump, ruleSet({ genericLookup: lookups('A', 'C') }))
    for (const one of [store, openRuleStore(dump)]) {
      const before = (await ruleNamed(one, 'C')).id
      const { rule } = await one.changeRule(
        { collection, did: 'created', document: { find: 'B' }, before },
        { who },
      )
      assert.equal(rule?.document['find'], 'B')
      assert.deepEqual(await findsOf(one), ['A', 'B', 'C'])
    }
    const nowhere = old.changeRule(
      { collection, did: 'created', document: { find: 'B' }, before: 'x' },
      { who },
    )
    await assert.rejects(nowhere, RuleNotFoundError)
  })

  it('refuses a rule that cannot work, and reports one that another one shadows', async () => {
    const { store } = await published('A')
    const bad = { fieldName: 'city', pattern: '(', replace: '' }
    const refused = store.changeRule({ collection: 'normRegex', did: 'created', document: bad }, { who })
    await assert.rejects(refused, (error: unknown) => {
      assert.ok(error instanceof InvalidRulesError)
      assert.ok(error.findings.every(({ collection: where }) => where === 'normRegex'))
      return true
    })
    const twice = await store.judgeRule(collection, { find: 'A', replace: 'other' })
    assert.ok(twice.length > 0, 'a second rule for the same text')
    assert.deepEqual(await store.judgeRule(collection, { find: 'B', replace: 'b' }), [])
  })

  it('refuses one more rule where the set is as large as a pod can compile', async () => {
    const { db, store } = await published('A')
    const rules = Array.from({ length: setLimits.patterns }, () => ({ fieldName: 'city', pattern: 'x' }))
    await db.collection('normRegex').insertMany(rules)
    const document = { fieldName: 'city', pattern: 'y', replace: 'z' }
    const create = (acceptErrors: boolean) =>
      store.changeRule({ collection: 'fieldSpecificRegex', did: 'created', document }, { who, acceptErrors })
    for (const acceptErrors of [false, true])
      await assert.rejects(create(acceptErrors), /20001 rules with patterns; 20000 at most/)
  })

  it('is finished by the next publisher when its own dies, and read as a whole meanwhile', async () => {
    const { db, store } = await published('A', 'B')
    await store.changeRule({ collection, did: 'created', document: { find: 'C' } }, { who })
    // as if the publisher had died before it wrote to the live collection
    await db.collection(collection).deleteOne({ find: 'C' })
    await db.collection(versionsName).updateOne({ _id: 'current' as never }, { $set: { applying: true } })
    assert.deepEqual(await findsOf(store), ['A', 'B', 'C'])
    await store.changeRule({ collection, did: 'created', document: { find: 'D' } }, { who })
    assert.deepEqual(await findsOf(store), ['A', 'B', 'C', 'D'])
  })

  it('changes a config by the same way', async () => {
    const { store } = await published('A')
    const [found] = await store.configs()
    assert.ok(found)
    const fields = { city: { lookup: ['normLookup'], derive: {} } }
    const document = { ...found.document, fields }
    const { id, etag } = found
    const { version } = await store.changeRule(
      { collection: 'config', did: 'changed', id, etag, document },
      { who },
    )
    assert.deepEqual((await store.snapshot('Test_Config')).config['fields'], fields)
    const broken = { ...document, fields: 7 }
    const [now] = await store.configs()
    const refused = store.changeRule(
      { collection: 'config', did: 'changed', id, etag: now?.etag ?? '', document: broken },
      { who },
    )
    await assert.rejects(refused, InvalidRulesError)
    assert.equal((await store.currentVersion())?.version, version)
  })

  it('gives its hash to a reader who traces a wash to it', async () => {
    const { store } = await published('A')
    const { version } = await store.changeRule(
      { collection, did: 'created', document: { find: 'B' } },
      { who },
    )
    const snapshot = await store.snapshot('Test_Config')
    assert.equal((await store.version(version ?? 0))?.hash, snapshot.version)
  })
})
