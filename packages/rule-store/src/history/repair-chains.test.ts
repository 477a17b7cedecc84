import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo, withFailpoint } from '@dwmops/local-mongo/testing'
import { type BulkWriteResult, type Db, MongoBulkWriteError, MongoNetworkError } from 'mongodb'
import { openRuleStore } from '../rule-store.ts'
import { chains, entry } from '../testing/history-entries.ts'

const database = testMongo()

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

/** Holds the update after the insert back until it is let go on, as a stalled process would. */
function stalling(db: Db): { db: Db; stalled: Promise<void>; goOn(): void } {
  const [stalled, goesOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const step = () => {
    stalled.resolve()
    return goesOn.promise
  }
  const held = withFailpoint(db, { collection, methods: ['bulkWrite'], step })
  return { db: held, stalled: stalled.promise, goOn: goesOn.resolve }
}

describe('history whose writing was cut off', () => {
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
})
