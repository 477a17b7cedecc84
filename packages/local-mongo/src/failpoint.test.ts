import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { withFailpoint } from './failpoint.ts'
import { testMongo } from './test-mongo.ts'

describe('withFailpoint', () => {
  const database = testMongo()

  it('does its step before each write of the kind in the collection, and before no other', async () => {
    const db = database.fresh()
    const seen: number[] = []
    const step = async () => void seen.push(await db.collection('items').countDocuments())
    const stepped = withFailpoint(db, { collection: 'items', methods: ['insertMany'], step })
    await stepped.collection('items').insertMany([{}, {}])
    await stepped.collection('items').insertMany([{}])
    await stepped.collection('items').updateMany({}, { $set: { n: 1 } })
    await stepped.collection('others').insertMany([{}])
    assert.deepEqual(seen, [0, 2])
    assert.equal(await stepped.collection('items').countDocuments({ n: 1 }), 3)
  })

  it('ends the writer with the error of its step, and writes nothing', async () => {
    const db = database.fresh()
    const step = () => Promise.reject(new Error('cut'))
    const stepped = withFailpoint(db, { collection: 'items', methods: ['bulkWrite'], step })
    const write = stepped.collection('items').bulkWrite([{ insertOne: { document: {} } }])
    await assert.rejects(write, { message: 'cut' })
    assert.equal(await db.collection('items').countDocuments(), 0)
  })
})
