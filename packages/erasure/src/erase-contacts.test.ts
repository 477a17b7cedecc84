import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import { keyHex, keyId, openQueue } from '@dwmops/mongo-queue'
import { openLedger } from '@dwmops/sync-ledger'
import { type Db, ObjectId } from 'mongodb'
import { eraseContacts, finishErasures, listErasures } from './erase-contacts.ts'
import { exportContact } from './export-contact.ts'
import { readErased } from './read-erased.ts'
import { repeatErasures } from './repeat-erasures.ts'
import { storedCollections } from './stored-collections.ts'
import { tracedNames } from './traced-documents.ts'

const ann = 'ann@example.com'
const who = { who: 'test' }

describe('eraseContacts', () => {
  const mongo = testMongo()

  /** Two persons with documents wherever there can be some. */
  async function filled() {
    const queueDb = mongo.fresh()
    const rulesDb = mongo.fresh()
    const queue = openQueue(queueDb, { owner: 'test', stage: 'wash-contacts' })
    await rulesDb.collection('config').insertOne({
      configName: 'c',
      history: { histIdField: { name: 'contactId', value: 'ContactID' } },
    })
    for (const [address, id] of [
      [ann, '7'],
      ['bob@example.com', '8'],
    ] as const) {
      const payload = { emailAddress: address, ContactID: id, city: `city of ${address}` }
      await queue.add('dwmQueue', [{ key: address, payload, source: address }], {
        exportedAt: new Date(1e12),
      })
      const at = new Date()
      const seconds = Math.floor(at.getTime() / 1000)
      const city = { normLookup: { from: `city of ${address}`, to: 'x' } }
      await rulesDb.collection('contactHistory').insertMany([
        { contactId: id, timestamp: seconds, _current: 0, city },
        { contactId: id, timestamp: 1, _current: 1, city },
      ])
      const own = `${keyHex(address)}:1`
      await rulesDb.collection('washes').insertOne({ _id: own as never, contact: id, at, changes: [] })
      await rulesDb.collection('reverts').insertOne({ _id: own as never, contact: id, at, values: [] })
      await queueDb.collection('broughtOver').insertOne({ _id: keyId(address), exportedAt: at })
      await queueDb.collection('flaggedIndicators').insertOne({ _id: keyId(address), at })
      await queueDb.collection('undos').insertOne({ selection: { contact: address.toUpperCase() } })
      const hash = keyHex(address)
      await queueDb.collection('syncs').insertMany([
        { state: 'ended', data: { firstId: hash, lastId: 'f' } },
        { state: 'ended', data: { firstId: '0', lastId: hash } },
        { state: 'abandoned', data: { firstId: '0', lastId: 'f', carried: { ids: [hash, 'f'] } } },
      ])
    }
    await queueDb.collection('apiPreviews').insertOne({ state: 'done', preview: `city of ${ann}` })
    return { queueDb, rulesDb, queue }
  }

  async function textOf(...dbs: Db[]): Promise<string> {
    const found = await Promise.all(
      dbs.flatMap(async (db) => {
        const names = await db.listCollections({}, { nameOnly: true }).toArray()
        return Promise.all(names.map(({ name }) => db.collection(name).find().toArray()))
      }),
    )
    return JSON.stringify(found)
  }

  it('leaves nothing of the person in any collection, and all of others', async () => {
    const { queueDb, rulesDb } = await filled()
    const [erasure] = await eraseContacts({ queueDb, rulesDb }, ['Ann@Example.com '], who)
    assert.equal(erasure?.state, 'done')
    assert.deepEqual(erasure?.removed, {
      ...{
        items: 1,
        contactHistory: 2,
        washes: 1,
        reverts: 1,
        broughtOver: 1,
        flaggedIndicators: 1,
        undos: 1,
        syncs: 3,
      },
      apiPreviews: 1,
    })
    const left = (await textOf(queueDb, rulesDb)).toLowerCase()
    for (const trace of [ann, keyHex(ann), '"contactid":"7"']) assert.ok(!left.includes(trace), trace)
    for (const trace of ['city of bob@example.com', keyHex('bob@example.com')])
      assert.ok(left.includes(trace), trace)
    const [listed] = await listErasures({ queueDb, rulesDb })
    assert.equal(listed?.who, 'test')
  })

  it('lets a run that holds the contact end first', async () => {
    const { queueDb, rulesDb, queue } = await filled()
    const claim = await queue.claim('dwmQueue', 2)
    const [erasure] = await eraseContacts({ queueDb, rulesDb }, [ann], who)
    assert.equal(erasure?.state, 'open')
    assert.deepEqual(await finishErasures({ queueDb, rulesDb }), [])
    const outcomes = claim?.items.map(({ id }) => ({ id, to: { queue: 'indicatorQueue' } }))
    assert.deepEqual((await claim?.settle(outcomes ?? []))?.lost, [])
    await rulesDb
      .collection('contactHistory')
      .insertOne({ contactId: '7', timestamp: Date.now() / 1000, city: 'late' })
    assert.equal((await finishErasures({ queueDb, rulesDb })).length, 1)
    const left = await textOf(queueDb, rulesDb)
    for (const trace of [ann, keyHex(ann), 'late']) assert.ok(!left.includes(trace), trace)
  })

  it('finds items of the person under other addresses, named by address or by id', async () => {
    for (const name of [ann, 'contact:7']) {
      const { queueDb, rulesDb, queue } = await filled()
      const old = { emailAddress: 'old@example.com', ContactID: '7', city: `city of ${ann}` }
      await queue.add('indicatorQueue', [{ key: 'old@example.com', payload: old, source: 'o' }])
      const { items } = await exportContact({ queueDb, rulesDb }, name)
      assert.deepEqual(items?.map(({ key }) => key).toSorted(), [ann, 'old@example.com'])
      const [erasure] = await eraseContacts({ queueDb, rulesDb }, [name], who)
      assert.equal(erasure?.removed['items'], 2)
      const left = (await textOf(queueDb, rulesDb)).toLowerCase()
      for (const trace of [ann, 'old@example.com']) assert.ok(!left.includes(trace), trace)
    }
  })

  it('finds history that goes by the address, in any case, though nothing else is left', async () => {
    const [queueDb, rulesDb] = [mongo.fresh(), mongo.fresh()]
    const histIdField = { name: 'emailAddress', value: 'emailAddress' }
    await rulesDb.collection('config').insertOne({ configName: 'c', history: { histIdField } })
    const history = ['ANN@Example.com', 'joann@example.com', 'ann@exampleXcom'].map((emailAddress) => ({
      ...{ emailAddress, timestamp: 1, city: {} },
    }))
    await rulesDb.collection('contactHistory').insertMany(history)
    await eraseContacts({ queueDb, rulesDb }, [ann], who)
    assert.equal(await rulesDb.collection('contactHistory').countDocuments(), 2)
    await rulesDb.collection('contactHistory').insertOne({ ...history[0], _id: new ObjectId() })
    const [repeated] = await repeatErasures({ queueDb, rulesDb })
    assert.deepEqual(repeated?.removed, { contactHistory: 1 })
  })

  it('erases what an export brings that was under way', async () => {
    const { queueDb, rulesDb, queue } = await filled()
    const ledger = openLedger(queueDb, { stage: 'get-contacts' })
    const { id } = await ledger.plan({ kind: 'export', definitionUri: '/contacts/exports/1' })
    await ledger.started(id, '/syncs/1')
    const [erasure] = await eraseContacts({ queueDb, rulesDb }, [ann], who)
    assert.equal(erasure?.state, 'open')
    const payload = { emailAddress: ann, ContactID: '7' }
    const stored = { exportedAt: new Date(Date.now() + 60_000), batch: { id, name: 'an export' } }
    await queue.add('dwmQueue', [{ key: ann, payload, source: 's', batch: stored.batch }], stored)
    assert.deepEqual(await finishErasures({ queueDb, rulesDb }), [])
    await ledger.ended(id, { status: 'success' })
    assert.equal((await finishErasures({ queueDb, rulesDb })).length, 1)
    assert.ok(!(await textOf(queueDb, rulesDb)).includes(ann))
  })

  it('keeps what Eloqua exports afterwards, and refuses what was exported before', async () => {
    const { queueDb, rulesDb, queue } = await filled()
    await eraseContacts({ queueDb, rulesDb }, [ann], who)
    const later = new Date(Date.now() + 60_000)
    await queue.add('dwmQueue', [{ key: ann, payload: { ContactID: '7' }, source: 's' }], {
      exportedAt: later,
    })
    await repeatErasures({ queueDb, rulesDb })
    assert.notEqual(await queue.show(ann), undefined)
    const erased = await readErased({ queueDb, rulesDb })
    assert.equal(erased.has({ key: ann }, new Date(1e12)), true)
    assert.equal(erased.has({ key: 'new@example.com', contact: '7' }, new Date(1e12)), true)
    assert.equal(erased.has({ key: ann }, later), false)
    assert.equal(erased.has({ key: 'bob@example.com', contact: '8' }, new Date(1e12)), false)
  })

  it('removes again what the restore of a dump brings back, though one database lost the list with it', async () => {
    const { queueDb, rulesDb } = await filled()
    const items = await queueDb.collection('items').find().toArray()
    const history = await rulesDb.collection('contactHistory').find().toArray()
    await eraseContacts({ queueDb, rulesDb }, [ann], who)
    await queueDb.dropDatabase()
    await queueDb.collection('items').insertMany(items)
    await rulesDb.collection('contactHistory').deleteMany({})
    await rulesDb.collection('contactHistory').insertMany(history)
    const [repeated] = await repeatErasures({ queueDb, rulesDb })
    assert.deepEqual(repeated?.removed, { items: 1, contactHistory: 2 })
    const left = await textOf(queueDb, rulesDb)
    assert.ok(!left.includes(ann))
    assert.ok(left.includes('bob@example.com'))
  })

  it('is found whole by the export', async () => {
    const { queueDb, rulesDb } = await filled()
    const found = await exportContact({ queueDb, rulesDb }, ann)
    const counts = Object.entries(found).map(([name, list]) => [name, list.length])
    assert.deepEqual(Object.fromEntries(counts), {
      ...{
        items: 1,
        contactHistory: 2,
        washes: 1,
        reverts: 1,
        broughtOver: 1,
        flaggedIndicators: 1,
        undos: 1,
      },
    })
  })

  it('leaves what a sync says of its records until nobody needs it', async () => {
    const { queueDb, rulesDb, queue } = await filled()
    const data = { firstId: keyHex(ann), lastId: keyHex(ann) }
    const syncs = queueDb.collection<{ _id: string; state: string; data: object }>('syncs')
    await syncs.insertMany([
      { _id: 'open', state: 'started', data },
      { _id: 'held', state: 'ended', data },
    ])
    await queue.add('indicatorQueue', [{ key: 'eve@example.com', payload: {}, source: 'e' }])
    const claim = await queue.claim('indicatorQueue', 1)
    await claim?.attachSync('held')
    await eraseContacts({ queueDb, rulesDb }, [ann], who)
    assert.equal(await syncs.countDocuments({ _id: { $in: ['open', 'held'] }, data }), 2)
    await claim?.release()
    await eraseContacts({ queueDb, rulesDb }, [ann], who)
    assert.deepEqual(await syncs.distinct('_id', { _id: { $in: ['open', 'held'] }, data }), ['open'])
  })

  it('goes through every collection that knows values or ids', () => {
    const knowing = storedCollections.filter(({ knows }) => knows === 'values' || knows === 'ids')
    const names = new Set(knowing.map(({ name }) => name))
    assert.deepEqual([...names].toSorted(), [...new Set(tracedNames)].toSorted())
  })
})
