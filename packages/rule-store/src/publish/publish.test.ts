import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo, withLostAnswers } from '@dwmops/local-mongo/testing'
import { PublishConflictError } from '../errors.ts'
import { openRuleStore } from '../rule-store.ts'
import type { RuleSet } from '../rules/rule-collections.ts'
import { lookups, restoreDump, ruleSet, withoutIds } from '../testing.ts'
import { versionsName } from './version-pointer.ts'

const database = testMongo()
const who = 'somebody'

function finds(set: Pick<RuleSet, 'rules'>): unknown[] {
  return set.rules.genericLookup.map((rule) => rule['find'])
}

describe('a rule store whose answers are lost', () => {
  it('publishes, changes, goes back and keeps drafts, each once and without a conflict', async () => {
    const db = database.fresh()
    const store = openRuleStore(withLostAnswers(db))
    await store.publish(ruleSet({ genericLookup: lookups('A') }), { who })
    await store.publish(ruleSet({ genericLookup: lookups('A', 'B') }), { who })
    const { rule } = await store.changeRule(
      { collection: 'genericLookup', did: 'created', document: { find: 'C', replace: 'c' } },
      { who },
    )
    assert.equal(rule?.document['find'], 'C')
    await store.rollback(1, { who })
    const { basis } = await store.drafts.ground()
    const draft = await store.drafts.keep(ruleSet({ genericLookup: lookups('D') }), { who, basis })
    await store.drafts.publish(draft.id, { who })
    const dropped = await store.drafts.keep(ruleSet({ genericLookup: lookups('E') }), { who, basis })
    assert.deepEqual(
      [await store.drafts.drop(dropped.id), await store.drafts.drop(dropped.id)],
      [true, false],
    )
    assert.deepEqual(finds(await store.exportSet()), ['D'])
    const versions = (await store.versions()).map(({ version, current }) => [version, current])
    assert.deepEqual(versions, [
      [5, true],
      [4, false],
      [3, false],
      [2, false],
      [1, false],
    ])
    assert.equal(await db.collection(versionsName).countDocuments({ state: 'prepared' }), 0)
  })
})

describe('publish', () => {
  it('makes a set the current one, in an empty database too', async () => {
    const db = database.fresh()
    const store = openRuleStore(db)
    const set = ruleSet({ genericLookup: lookups('B', 'A', 'C') })
    const before = Date.now()
    const report = await store.publish(set, { who, note: 'the first' })
    const after = Date.now()
    assert.equal(report.version, 1)
    assert.deepEqual(withoutIds(await store.exportSet()), set)
    const [version] = await store.versions()
    assert.deepEqual(
      [version?.version, version?.who, version?.note, version?.rules, version?.configs, version?.current],
      [1, who, 'the first', 3, 1, true],
    )
    const published = version?.publishedAt.getTime() ?? Number.NaN
    assert.ok(before <= published && published <= after)
  })

  it('keeps the order of rules through insertions, removals and moves, and leaves what stays as it is', async () => {
    const db = database.fresh()
    await restoreDump(db, ruleSet({ genericLookup: lookups('A', 'B', 'C', 'D') }))
    const store = openRuleStore(db)
    const ids = new Map(
      (await store.exportSet()).rules.genericLookup.map((rule) => [rule['find'], rule['_id']]),
    )
    for (const order of [
      ['A', 'X', 'B', 'C', 'D'],
      ['A', 'X', 'C', 'D', 'Y'],
      ['D', 'C', 'A', 'Y'],
      ['Z', 'D', 'C', 'A'],
    ]) {
      await store.publish(ruleSet({ genericLookup: lookups(...order) }), { who })
      const set = await store.exportSet()
      assert.deepEqual(finds(set), order)
      for (const rule of set.rules.genericLookup) {
        const known = ids.get(rule['find'])
        if (known !== undefined) assert.equal(rule['_id'], known)
      }
    }
  })

  it('puts rules that people insert by hand after the published ones', async () => {
    const db = database.fresh()
    const store = openRuleStore(db)
    await store.publish(ruleSet({ genericLookup: lookups('B', 'A') }), { who })
    await db.collection('genericLookup').insertMany([{ find: 'Y' }, { find: 'X' }])
    assert.deepEqual(finds(await store.exportSet()), ['B', 'A', 'Y', 'X'])
  })

  it('keeps what was changed by hand as a version, so that there is a way back', async () => {
    const db = database.fresh()
    const found = ruleSet({ genericLookup: lookups('OLD') })
    await restoreDump(db, found)
    const store = openRuleStore(db)
    await store.publish(ruleSet({ genericLookup: lookups('NEW') }), { who })
    assert.deepEqual(
      (await store.versions()).map(({ version, current }) => [version, current]),
      [
        [2, true],
        [1, false],
      ],
    )
    assert.deepEqual(withoutIds(await store.versionSet(1)), found)
    const { version } = await store.rollback(1, { who })
    assert.equal(version, 3)
    assert.deepEqual(withoutIds(await store.exportSet()), found)
    assert.equal((await store.versions())[0]?.note, 'back to version 1')
  })

  it('gives documents back their _id at a rollback', async () => {
    const db = database.fresh()
    await restoreDump(db, ruleSet({ genericLookup: lookups('A', 'B') }))
    const store = openRuleStore(db)
    const before = await store.exportSet()
    await store.publish(ruleSet({ genericLookup: lookups('B') }), { who })
    await store.rollback(1, { who })
    assert.deepEqual(await store.exportSet(), before)
  })

  it('writes nothing in a dry run and for the content that is there, and says what differs', async () => {
    const db = database.fresh()
    await restoreDump(db, ruleSet({ genericLookup: lookups('A', 'B') }))
    const store = openRuleStore(db)
    const report = await store.publish(ruleSet({ genericLookup: lookups('B', 'C') }), { who, dryRun: true })
    assert.equal(report.version, undefined)
    const [diff] = report.diff.collections
    assert.deepEqual([diff?.collection, diff?.added.length, diff?.removed.length], ['genericLookup', 1, 1])
    const same = await store.publish(ruleSet({ genericLookup: lookups('A', 'B') }), { who })
    assert.equal(same.version, undefined)
    assert.deepEqual(await store.versions(), [])
  })

  it('lets a run see the old set or the new one, never half of it', async () => {
    const db = database.fresh()
    const store = openRuleStore(db)
    const setOf = (word: string) =>
      ruleSet({
        genericLookup: lookups(...Array.from({ length: 300 }, (_, at) => `${word} ${at}`)),
        normLookup: [{ fieldName: 'city', find: word, replace: word }],
      })
    await store.publish(setOf('V0'), { who })
    let publishing = true
    const seen = new Set<string>()
    const read = async () => {
      while (publishing) {
        const { rules } = await openRuleStore(db).snapshot('Test_Config')
        const words = new Set(rules.genericLookup.map((rule) => String(rule['find']).split(' ')[0]))
        assert.deepEqual([...words], [rules.normLookup[0]?.['find']])
        assert.equal(rules.genericLookup.length, 300)
        seen.add(String(rules.normLookup[0]?.['find']))
      }
    }
    const readers = [read(), read()]
    try {
      for (let round = 1; round <= 8; round += 1) await store.publish(setOf(`V${round}`), { who })
    } finally {
      publishing = false
      await Promise.all(readers)
    }
    assert.ok(seen.size > 1)
  })

  it('takes effect whole though the publisher dies right after the switch, and the next one tidies up', async () => {
    const db = database.fresh()
    const store = openRuleStore(db)
    await store.publish(ruleSet({ genericLookup: lookups('A', 'B') }), { who })
    await store.publish(ruleSet({ genericLookup: lookups('C') }), { who })
    // as a publisher leaves it that died before it made the live collections equal
    await db.collection('genericLookup').deleteMany({})
    await db.collection('genericLookup').insertMany([{ find: 'A' }, { find: 'half' }])
    await db
      .collection<{ _id: string }>(versionsName)
      .updateOne({ _id: 'current' }, { $set: { applying: true } })
    assert.deepEqual(finds(await openRuleStore(db).snapshot('Test_Config')), ['C'])
    await store.publish(ruleSet({ genericLookup: lookups('C', 'D') }), { who })
    assert.deepEqual(finds(await store.exportSet()), ['C', 'D'])
    const live = await db.collection('genericLookup').distinct('find')
    assert.deepEqual(live.sort(), ['C', 'D'])
  })

  it('lets one of two publishers win, and the other knows', async () => {
    const db = database.fresh()
    await openRuleStore(db).publish(ruleSet({ genericLookup: lookups('A') }), { who })
    const attempts = ['B', 'C', 'D'].map((find) =>
      openRuleStore(db).publish(ruleSet({ genericLookup: lookups(find) }), { who: find }),
    )
    const outcomes = await Promise.allSettled(attempts)
    const lost = outcomes.filter((outcome) => outcome.status === 'rejected')
    assert.ok(lost.every((outcome) => outcome.reason instanceof PublishConflictError))
    const [current] = await openRuleStore(db).versions()
    assert.equal(current?.current, true)
    assert.deepEqual(finds(await openRuleStore(db).exportSet()), [current?.who])
    assert.equal((await openRuleStore(db).versions()).length, 1 + outcomes.length - lost.length)
  })

  it('takes rules that hold lists wherever the engine takes them, and ids that no database takes', async () => {
    const store = openRuleStore(database.fresh())
    await store.ensureIndexes()
    const lists = { find: ['A', 'B'], fieldName: ['city', 'company'], replace: 'x' }
    const derive = { fieldName: ['city', 'company'], deriveFieldName: ['a', 'b'], pattern: 'A', replace: '' }
    const set = ruleSet({
      normLookup: [{ _id: ['no id'], ...lists }],
      deriveRegex: [{ _id: { $no: 'id' }, ...derive }],
    })
    await store.publish(set, { who })
    await store.changeRule({ collection: 'normLookup', did: 'created', document: lists }, { who })
    assert.deepEqual(withoutIds(await store.exportSet()).rules.normLookup, [lists, lists])
    assert.deepEqual(withoutIds(await store.exportSet()).rules.deriveRegex, [derive])
  })

  it('takes more rules than fit into one write', async () => {
    const db = database.fresh()
    const store = openRuleStore(db)
    const many = ruleSet({
      genericLookup: lookups(...Array.from({ length: 12_000 }, (_, at) => `WORD ${at}`)),
    })
    await store.publish(many, { who })
    const { rules } = await store.snapshot('Test_Config')
    assert.equal(rules.genericLookup.length, 12_000)
    assert.equal(rules.genericLookup.at(-1)?.['find'], 'WORD 11999')
  })
})
