import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import { type Db, type Document, ObjectId } from 'mongodb'
import { openRuleStore } from '../rule-store.ts'
import { config, lookups, restoreDump, ruleSet } from '../testing.ts'

const database = testMongo()
const who = 'somebody'

/** The rules A, B, C ... with `_id`s in that order, stored in another: as a secondary may give them. */
async function restoreShuffled(db: Db, count = 6): Promise<string[]> {
  const finds = Array.from({ length: count }, (_, at) => `RULE ${String(at).padStart(3, '0')}`)
  const rules = finds.map((find, at) => ({
    _id: new ObjectId((1_000_000 + at).toString(16).padStart(24, '0')),
    find,
    replace: 'x',
  }))
  const stored = rules.toSorted((one, other) =>
    (one.find.at(-1) ?? '').localeCompare(other.find.at(-1) ?? ''),
  )
  await db.collection('genericLookup').insertMany(stored.toReversed())
  await db.collection('config').insertOne({ ...config() })
  return finds
}

async function snapshot(db: Db) {
  const { rules, version } = await openRuleStore(db).snapshot('Test_Config')
  return { finds: rules.genericLookup.map((rule) => rule['find']), version }
}

function stored(db: Db): Promise<Document[]> {
  return db.collection('genericLookup').find().sort({ _id: 1 }).toArray()
}

describe('the order of rules without a place', () => {
  it('is that of insertion, whatever order the server stores them in', async () => {
    const db = database.fresh()
    const finds = await restoreShuffled(db, 40)
    assert.deepEqual((await snapshot(db)).finds, finds)
  })

  it('is written into the rules when they are first read, and is the same set as before', async () => {
    const db = database.fresh()
    const finds = await restoreShuffled(db)
    const store = openRuleStore(db)
    const first = await store.snapshot('Test_Config')
    const places = (await stored(db)).map((document) => document['_order'])
    assert.deepEqual(
      places,
      finds.map((_, at) => (at + 1) * 1024),
    )
    assert.equal(await store.changedSince(first.version), false)
    assert.equal((await snapshot(db)).version, first.version)
    assert.deepEqual(await store.versions(), [])
  })

  it('is the same in every reader', async () => {
    for (const read of [
      async (db: Db) => (await openRuleStore(db).exportSet()).rules.genericLookup.map((rule) => rule['find']),
      async (db: Db) => (await openRuleStore(db).findRules({})).rules.map(({ document }) => document['find']),
    ]) {
      const db = database.fresh()
      assert.deepEqual(await restoreShuffled(db), await read(db))
    }
  })

  it('holds against a restore that is read halfway', async () => {
    const db = database.fresh()
    const finds = await restoreShuffled(db)
    const rules = db.collection('genericLookup')
    const late = await rules.find({ find: { $in: [finds[0] ?? '', finds[3] ?? ''] } }).toArray()
    await rules.deleteMany({ _id: { $in: late.map(({ _id }) => _id) } })
    await snapshot(db)
    await rules.insertMany(late)
    assert.deepEqual((await snapshot(db)).finds, finds)
    const places = (await stored(db)).map((document) => Number(document['_order']))
    assert.deepEqual(
      places,
      places.toSorted((one, other) => one - other),
    )
  })

  it('is written once by many who read at once', async () => {
    const db = database.fresh()
    const finds = await restoreShuffled(db, 200)
    const all = await Promise.all(Array.from({ length: 6 }, () => snapshot(db)))
    for (const one of all) assert.deepEqual(one.finds, finds)
    assert.equal(new Set(all.map(({ version }) => version)).size, 1)
    const places = (await stored(db)).map((document) => Number(document['_order']))
    assert.equal(new Set(places).size, 200)
  })

  it('is that of the _ids, and is not written, where these do not show it; lint says so', async () => {
    const db = database.fresh()
    await restoreDump(db, ruleSet({ normLookup: [{ fieldName: 'city', find: 'X', replace: 'Y' }] }))
    await db.collection<{ _id: string }>('genericLookup').insertMany([
      { _id: 'b', ...lookups('B')[0] },
      { _id: 'a', ...lookups('A')[0] },
    ])
    const store = openRuleStore(db)
    assert.deepEqual((await snapshot(db)).finds, ['A', 'B'])
    assert.ok((await stored(db)).every((document) => document['_order'] === undefined))
    const findings = await store.lintOrder()
    assert.deepEqual(
      findings.map(({ code, collection, id, severity }) => [code, collection, id, severity]),
      [['unknown-order', 'genericLookup', 'a', 'warning']],
    )
    await db
      .collection('genericLookup')
      .updateMany({}, [{ $set: { _order: { $cond: [{ $eq: ['$_id', 'b'] }, 1, 2] } } }])
    assert.deepEqual(await store.lintOrder(), [])
    assert.deepEqual((await snapshot(db)).finds, ['B', 'A'])
  })

  it('lists rules of unknown order page by page as they are tried, beside published ones', async () => {
    const db = database.fresh()
    const store = openRuleStore(db)
    await store.publish(ruleSet({ genericLookup: lookups('P', 'Q') }), { who })
    await db.collection<{ _id: string | number }>('genericLookup').insertMany([
      { _id: 'z', ...lookups('Z')[0] },
      { _id: 7, ...lookups('SEVEN')[0] },
    ])
    const seen: unknown[] = []
    let cursor: string | undefined
    do {
      const page = await store.findRules({ limit: 1, cursor })
      seen.push(...page.rules.map(({ document }) => document['find']))
      cursor = page.cursor
    } while (cursor !== undefined)
    assert.deepEqual(seen, ['P', 'Q', 'SEVEN', 'Z'])
    assert.deepEqual((await snapshot(db)).finds, seen)
  })
})

describe('the version of the rules', () => {
  it('is another one when two rules change their places', async () => {
    const db = database.fresh()
    await restoreShuffled(db)
    const store = openRuleStore(db)
    const { version } = await store.snapshot('Test_Config')
    const [first, second] = await stored(db)
    const swap = (rule: Document | undefined, to: Document | undefined) =>
      db.collection('genericLookup').updateOne({ _id: rule?.['_id'] }, { $set: { _order: to?.['_order'] } })
    await swap(first, second)
    await swap(second, first)
    assert.equal(await store.changedSince(version), true)
    assert.notEqual((await store.snapshot('Test_Config')).version, version)
  })
})

describe('rules that were published before they had places', () => {
  it('come back in their order, and keep it through a change of one of them', async () => {
    const db = database.fresh()
    const finds = await restoreShuffled(db)
    const store = openRuleStore(db)
    await store.publish(ruleSet({ genericLookup: lookups('NEW') }), { who })
    const [archived] = (await store.versions()).filter(({ who: author }) => author === 'unknown')
    await store.rollback(archived?.version ?? 0, { who })
    assert.deepEqual((await snapshot(db)).finds, finds)
    const [, second] = (await store.findRules({})).rules
    assert.ok(second)
    const document = { ...second.document, replace: 'y' }
    const { version } = await store.changeRule(
      { collection: 'genericLookup', did: 'changed', id: second.id, etag: second.etag, document },
      { who },
    )
    assert.deepEqual((await snapshot(db)).finds, finds)
    const published = (await store.versionSet(version ?? 0)).rules.genericLookup
    assert.deepEqual(
      published.map((rule) => rule['find']),
      finds,
    )
  })

  it('are tried before a new one that is put at their end', async () => {
    const db = database.fresh()
    await db.collection<{ _id: string }>('genericLookup').insertMany([
      { _id: 'zz', ...lookups('OLD')[0] },
      { _id: 'aa', ...lookups('OLDER')[0] },
    ])
    await db.collection('config').insertOne({ ...config() })
    const store = openRuleStore(db)
    const [rule] = lookups('LAST')
    await store.changeRule({ collection: 'genericLookup', did: 'created', document: rule ?? {} }, { who })
    assert.deepEqual((await snapshot(db)).finds, ['OLDER', 'OLD', 'LAST'])
    assert.deepEqual(await store.lintOrder(), [])
  })
})
