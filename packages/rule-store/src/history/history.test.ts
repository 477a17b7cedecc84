import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import { openRuleStore } from '../rule-store.ts'
import { chains, entry } from '../testing/history-entries.ts'
import { historyId } from './history.ts'

const database = testMongo()

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

  it('writes nothing for nothing', async () => {
    const commands = await database.commandsDuring(() => openRuleStore(database.fresh()).writeHistory([]))
    assert.deepEqual(commands, [])
  })

  it('keeps documents to the letter', async () => {
    const db = database.fresh()
    const document = JSON.parse(
      readFileSync(new URL('../testdata/history-document.json', import.meta.url), 'utf8'),
    )
    await openRuleStore(db).writeHistory([{ key: 'k', idField: 'ContactID', document }])
    const { _id, ...stored } = (await db.collection('contactHistory').findOne({})) ?? {}
    assert.deepEqual(stored, document)
    assert.deepEqual(_id, historyId('k'))
  })
})
