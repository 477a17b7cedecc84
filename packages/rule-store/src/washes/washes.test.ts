import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import type { Db } from 'mongodb'
import { openRuleStore, type RuleStore } from '../rule-store.ts'
import { config } from '../testing.ts'
import type { WashNote } from './wash-note.ts'

const bed = testMongo()
const item = 'a'.repeat(24)
const other = 'b'.repeat(24)
/** So late that the database does not let them expire. */
const facts = { run: 'run-1', rules: 'hash', at: new Date('2126-01-31T10:00:00Z') }

function note(key: string, ...ruleIds: (string | undefined)[]): WashNote {
  const changes = ruleIds.map((ruleId) => ({ field: 'city', ruleType: 'normLookup', ruleId, ruleIndex: 1 }))
  return { key, contact: '7', changes }
}

async function allOf<T>(pages: AsyncIterable<T[]>): Promise<T[]> {
  const all: T[] = []
  for await (const page of pages) all.push(...page)
  return all
}

async function open(): Promise<{ db: Db; store: RuleStore }> {
  const db = bed.fresh()
  await db.collection('config').insertOne({ ...config() })
  const store = openRuleStore(db)
  await store.ensureIndexes()
  return { db, store }
}

describe('washes', () => {
  let db: Db
  let store: RuleStore
  before(async () => ({ db, store } = await open()))

  it('are noted in one command, whatever their number', async () => {
    const many = Array.from({ length: 600 }, (_, index) => note(`${other}:${index}:1`, `r${index}`))
    const sent = await bed.commandsDuring(() => store.washes.write(many, facts))
    assert.deepEqual(sent, ['insert'])
    await store.washes.write([note(`${item}:1:1`, 'r1', 'r2'), note(`${item}:2:1`)], facts)
    assert.deepEqual(
      (await store.washes.ofItem(item)).map(({ key, run, changes }) => [key, run, changes.length]),
      [
        [`${item}:1:1`, 'run-1', 2],
        [`${item}:2:1`, 'run-1', 0],
      ],
    )
  })

  it('bear the id of their history document', async () => {
    const [wash] = await store.washes.ofItem(item)
    const document = {
      ContactID: '7',
      timestamp: 1,
      _current: 0,
      city: { normLookup: { from: 'a', to: 'b' } },
    }
    await store.writeHistory([{ key: `${item}:1:1`, idField: 'ContactID', document }])
    const [stored] = await store.history.byIds([wash?.historyId ?? ''])
    assert.deepEqual(
      [stored?.contact, stored?.fields],
      ['7', { city: { normLookup: { from: 'a', to: 'b' } } }],
    )
  })

  it('bear the fields whose change was not imported, each once', async () => {
    const notes = [
      { key: `${item}:1:1`, fields: ['city'] },
      { key: `${'c'.repeat(24)}:1:1`, fields: ['city'] },
    ]
    await store.washes.noteSuperseded(notes)
    await store.washes.noteSuperseded([{ key: `${item}:1:1`, fields: ['city', 'fax'] }])
    assert.deepEqual((await store.washes.ofItem(item))[0]?.superseded, ['city', 'fax'])
    assert.deepEqual(await store.washes.ofItem('c'.repeat(24)), [])
  })

  it('are found by rule, run, field and time', async () => {
    const found = async (query: Parameters<RuleStore['washes']['walk']>[0]) =>
      (await allOf(store.washes.walk(query, 100))).length
    assert.equal(await found({ ruleId: 'r1' }), 2)
    assert.equal(await found({ run: 'run-1' }), 602)
    assert.equal(await found({ ruleId: 'r1', item }), 1)
    assert.equal(await found({ field: 'country' }), 0)
    assert.equal(await found({ since: new Date('2126-02-01') }), 0)
    assert.equal(await found({ until: new Date('2126-02-01') }), 602)
    assert.equal(
      (await db.collection('washes').indexes()).some(({ expireAfterSeconds }) => expireAfterSeconds),
      true,
    )
  })
})

describe('hits', () => {
  it('are counted by rule and day, and not again when a batch is repeated', async () => {
    const { store } = await open()
    await store.washes.write([note(`${item}:1:1`, 'r.1', '$r', undefined)], facts)
    await store.washes.write([note(`${item}:1:1`, 'r.1', 'late'), note(`${other}:1:1`, 'r.1')], facts)
    await store.washes.writeHits()
    const tomorrow = new Date('2126-02-01T00:00:00Z')
    await store.washes.write([note(`${other}:2:1`, 'r.1')], { ...facts, at: tomorrow })
    assert.deepEqual(await bed.commandsDuring(() => store.washes.writeHits()), ['update'])
    await store.washes.writeHits()
    const hits = (await store.washes.hits(facts.at)).map(
      ({ day, ruleId, hits }) => `${day} ${ruleId ?? 'no rule'} ${hits}`,
    )
    assert.deepEqual(hits.toSorted(), [
      '2126-01-31 $r 1',
      '2126-01-31 no rule 1',
      '2126-01-31 r.1 2',
      '2126-02-01 r.1 1',
    ])
    assert.equal((await store.washes.ofItem(item))[0]?.changes.length, 2, 'the content of the repeat counts')
    assert.deepEqual(await store.washes.hits(new Date('2126-03-01')), [])
  })
})

describe('history', () => {
  it('is read by contact with the newest first, and the newest of each since a time', async () => {
    const { store } = await open()
    for (const timestamp of [100, 200, 300]) {
      const document = {
        ContactID: '7',
        timestamp,
        configName: 'Test_Config',
        city: { normLookup: { from: 'a', to: 'b' } },
      }
      await store.writeHistory([{ key: `${item}:${timestamp}:1`, idField: 'ContactID', document }])
    }
    const all = await store.history.ofContacts(['7', '8'])
    assert.deepEqual(
      all.map(({ place, at }) => [place, at.getTime()]),
      [
        [0, 300_000],
        [1, 200_000],
        [2, 100_000],
      ],
    )
    assert.equal((await store.history.ofContacts(['7'], { limit: 1 })).length, 1)
    const newest = await allOf(store.history.walkNewest(new Date(0)))
    assert.deepEqual(
      newest.map(({ contact, at }) => [contact, at.getTime()]),
      [['7', 300_000]],
    )
  })
})
