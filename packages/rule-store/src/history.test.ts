import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { testMongo, withFailpoint } from '@dwmops/local-mongo/testing'
import { type BulkWriteResult, type Db, MongoBulkWriteError, MongoNetworkError } from 'mongodb'
import { type HistoryEntry, historyId } from './history.ts'
import { openRuleStore } from './rule-store.ts'

const database = testMongo()

function entry(key: string, contact: unknown, timestamp: number, more: object = {}): HistoryEntry {
  const document = {
    city: { normLookup: { from: 'a', to: key } },
    timestamp,
    ContactID: contact,
    configName: 'C',
    _current: 0,
  }
  return { key, idField: 'ContactID', document: { ...document, ...more } }
}

/** Chains as [contact, _current, timestamp], newest first. */
async function chains(db: Db): Promise<unknown[]> {
  const found = await db.collection('contactHistory').find().sort({ ContactID: 1, _current: 1 }).toArray()
  return found.map(({ ContactID, _current, timestamp }) => [ContactID, _current, timestamp])
}

const collection = 'contactHistory'

/** Lets every write but the first `survived` fail, as a crash would. */
function dyingAfter(db: Db, survived: number): Db {
  let writes = 0
  const step = async () => {
    writes += 1
    if (writes > survived) throw new Error('crashed')
  }
  return withFailpoint(db, { collection, methods: ['insertMany', 'bulkWrite'], step })
}

/** Of a bulk write that was cut off. */
const noResult = { getWriteConcernError: () => undefined } as unknown as BulkWriteResult

/** Holds the update after the insert back until told to go on, as a stalled process would. */
function stalling(db: Db): { db: Db; stalled: Promise<void>; goOn(): void } {
  const [stalled, goesOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const step = () => {
    stalled.resolve()
    return goesOn.promise
  }
  const held = withFailpoint(db, { collection, methods: ['bulkWrite'], step })
  return { db: held, stalled: stalled.promise, goOn: goesOn.resolve }
}

describe('writeHistory', () => {
  it('puts each document on top of its chain, over all configs, and reports its _id', async () => {
    const db = database.fresh()
    const store = openRuleStore(db)
    await store.writeHistory([entry('a1', 'A', 1), entry('b1', 'B', 1)])
    await store.writeHistory([entry('a2', 'A', 2, { configName: 'Another' })])
    const { ids, repeated } = await store.writeHistory([entry('a3', 'A', 3), entry('b3', 'B', 3)])
    assert.equal(repeated, 0)
    assert.deepEqual(ids, [historyId('a3').toHexString(), historyId('b3').toHexString()])
    assert.deepEqual(await chains(db), [
      ['A', 0, 3],
      ['A', 1, 2],
      ['A', 2, 1],
      ['B', 0, 3],
      ['B', 1, 1],
    ])
    const newest = await db.collection('contactHistory').findOne({ ContactID: 'A', _current: 0 })
    assert.deepEqual(newest?.['city'], { normLookup: { from: 'a', to: 'a3' } })
  })

  it('goes on with the chains of a restored dump', async () => {
    const db = database.fresh()
    await db.collection('contactHistory').insertMany([
      { ContactID: 'A', _current: 1, timestamp: 1 },
      { ContactID: 'A', _current: 0, timestamp: 2 },
    ])
    await openRuleStore(db).writeHistory([entry('a3', 'A', 3)])
    assert.deepEqual(await chains(db), [
      ['A', 0, 3],
      ['A', 1, 2],
      ['A', 2, 1],
    ])
  })

  it('chains several documents of one contact in a batch in their order', async () => {
    const db = database.fresh()
    const store = openRuleStore(db)
    await store.writeHistory([entry('a1', '', 1), entry('b', 'B', 1)])
    await store.writeHistory([entry('a2', '', 2), entry('c', 'C', 2), entry('a3', '', 3), entry('a4', '', 4)])
    assert.deepEqual(await chains(db), [
      ['', 0, 4],
      ['', 1, 3],
      ['', 2, 2],
      ['', 3, 1],
      ['B', 0, 1],
      ['C', 0, 2],
    ])
  })

  it('distinguishes 1 from "1" and null from ""', async () => {
    const db = database.fresh()
    const store = openRuleStore(db)
    for (const contact of [1, '1', null, ''])
      await store.writeHistory([entry(`of ${JSON.stringify(contact)}`, contact, 1)])
    assert.deepEqual(
      (await chains(db)).map((chain) => (chain as unknown[])[1]),
      [0, 0, 0, 0],
    )
  })

  it('costs three commands for 600 records', async () => {
    const db = database.fresh()
    const store = openRuleStore(db)
    const batch = (run: number) =>
      Array.from({ length: 600 }, (_, at) => entry(`${run} ${at}`, `contact ${at}`, run))
    await store.writeHistory(batch(1))
    const commands = await database.commandsDuring(() => store.writeHistory(batch(2)))
    assert.deepEqual(commands, ['insert', 'update', 'find'])
    assert.equal(await db.collection('contactHistory').countDocuments({ _current: 1, timestamp: 1 }), 600)
  })

  for (const [survived, moment] of [
    [0, 'before the first write'],
    [1, 'between the two writes'],
    [2, 'after the last write'],
  ] as const) {
    it(`is written once when a crash ${moment} makes the batch come again, in another composition`, async () => {
      const db = database.fresh()
      const store = openRuleStore(db)
      await store.writeHistory([entry('a1', 'A', 1), entry('b1', 'B', 1)])
      const cutOff = openRuleStore(dyingAfter(db, survived)).writeHistory([
        entry('a2', 'A', 2),
        entry('b2', 'B', 2),
      ])
      await (survived < 2 ? assert.rejects(cutOff, /crashed/) : cutOff)
      await store.writeHistory([entry('b2', 'B', 3), entry('c1', 'C', 3)])
      await store.writeHistory([entry('a2', 'A', 4)])
      assert.deepEqual(await chains(db), [
        ['A', 0, 4],
        ['A', 1, 1],
        ['B', 0, 3],
        ['B', 1, 1],
        ['C', 0, 3],
      ])
    })
  }

  for (const [what, washedSince, expected] of [
    ['the same batch', [], [0, 1]],
    ['the same batch and a later wash', [entry('a3', 'A', 3)], [0, 1, 2]],
  ] as const) {
    it(`leaves one newest when it stalls until another has written ${what}`, async () => {
      const db = database.fresh()
      const store = openRuleStore(db)
      await store.writeHistory([entry('a1', 'A', 1), entry('b1', 'B', 1)])
      const late = stalling(db)
      const batch = [entry('a2', 'A', 2, { note: 'late' }), entry('b2', 'B', 2)]
      const writing = openRuleStore(late.db).writeHistory(batch)
      await late.stalled
      await store.writeHistory([entry('a2', 'A', 2, { note: 'handed on' })])
      await store.writeHistory(washedSince)
      late.goOn()
      await writing
      const found = await db
        .collection('contactHistory')
        .find({ ContactID: 'A' })
        .sort({ _current: 1 })
        .toArray()
      assert.deepEqual(
        found.map(({ _current, timestamp }) => [_current, timestamp]),
        expected.map((place) => [place, expected.length - place]),
      )
      assert.equal(found.find(({ timestamp }) => timestamp === 2)?.['note'], 'handed on')
      assert.deepEqual((await chains(db)).slice(found.length), [
        ['B', 0, 2],
        ['B', 1, 1],
      ])
    })
  }

  it('repairs a chain whose writing was cut off when the contact is washed anew', async () => {
    const db = database.fresh()
    const store = openRuleStore(db)
    await store.writeHistory([entry('a1', 'A', 1)])
    await assert.rejects(openRuleStore(dyingAfter(db, 1)).writeHistory([entry('a2', 'A', 2)]))
    await store.writeHistory([entry('a3', 'A', 3)])
    assert.deepEqual(await chains(db), [
      ['A', 0, 3],
      ['A', 1, 2],
      ['A', 2, 1],
    ])
  })

  it('repairs a chain that the database itself left half lifted', async () => {
    const db = database.fresh()
    const store = openRuleStore(db)
    await store.writeHistory([entry('a1', 'A', 1)])
    await store.writeHistory([entry('a2', 'A', 2)])
    await assert.rejects(openRuleStore(dyingAfter(db, 1)).writeHistory([entry('a3', 'A', 3)]))
    await db.collection('contactHistory').updateOne({ timestamp: 2 }, { $inc: { _current: 1 } })
    await store.writeHistory([entry('a3', 'A', 3)])
    assert.deepEqual(await chains(db), [
      ['A', 0, 3],
      ['A', 1, 2],
      ['A', 2, 1],
    ])
  })

  it('leaves newer history on top when an old batch is repeated late', async () => {
    const db = database.fresh()
    const store = openRuleStore(db)
    await store.writeHistory([entry('a1', 'A', 1)])
    await store.writeHistory([entry('a2', 'A', 2)])
    const { repeated } = await store.writeHistory([entry('a1', 'A', 1)])
    assert.equal(repeated, 1)
    assert.deepEqual(await chains(db), [
      ['A', 0, 2],
      ['A', 1, 1],
    ])
  })

  it('writes again what an election cut off before it was written', async () => {
    const db = database.fresh()
    let cuts = 1
    const step = async () => {
      if (cuts-- > 0) throw new MongoBulkWriteError(new MongoNetworkError('cut'), noResult)
    }
    const cut = withFailpoint(db, { collection, methods: ['insertMany'], step })
    await openRuleStore(cut).writeHistory([entry('a1', 'A', 1), entry('b1', 'B', 1)])
    assert.deepEqual(await chains(db), [
      ['A', 0, 1],
      ['B', 0, 1],
    ])
  })

  it('writes nothing for nothing', async () => {
    const commands = await database.commandsDuring(() => openRuleStore(database.fresh()).writeHistory([]))
    assert.deepEqual(commands, [])
  })

  it('keeps documents to the letter', async () => {
    const db = database.fresh()
    const document = JSON.parse(
      readFileSync(new URL('./testdata/history-document.json', import.meta.url), 'utf8'),
    )
    await openRuleStore(db).writeHistory([{ key: 'k', idField: 'ContactID', document }])
    const { _id, ...stored } = (await db.collection('contactHistory').findOne({})) ?? {}
    assert.deepEqual(stored, document)
    assert.deepEqual(_id, historyId('k'))
  })
})
