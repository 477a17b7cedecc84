import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Db, MongoClient } from 'mongodb'
import type { LocalMongo } from '../local-mongo.ts'
import { processIdentity } from '../process/process-identity.ts'
import { waitUntil } from '../process/wait-until.ts'
import { startLocalMongo } from '../start-local-mongo.ts'
import { processesNaming, workFoldersOf } from '../testing.ts'

const flavour = 'ferretdb'
const ownFolders = () => workFoldersOf(processIdentity(process.pid))

describe('a local FerretDB', () => {
  let mongo: LocalMongo
  let client: MongoClient
  let db: Db

  before(async () => {
    mongo = await startLocalMongo({ flavour })
    client = new MongoClient(mongo.url)
    db = client.db('local-mongo-test')
  })
  after(async () => {
    await client.close()
    await mongo.stop()
  })

  it('gives back what was put in, and says what it is', async () => {
    const documents = Array.from({ length: 1000 }, (_, _id) => ({ _id: _id as never, square: _id ** 2 }))
    await db.collection('numbers').insertMany(documents)
    assert.equal(await db.collection('numbers').countDocuments({ square: { $lt: 10_000 } }), 100)
    assert.equal(mongo.flavour, 'ferretdb')
    assert.match(mongo.description, /FerretDB 2\.7\.0 .* on port \d+/)
  })

  it('keeps port and every acknowledged write over a kill of the server', async () => {
    for (let n = 0; n < 20; n += 1) await db.collection('kept').insertOne({ n })
    await mongo.restart()
    assert.equal(await db.collection('kept').countDocuments(), 20)
  })

  it('cuts every connection, and the driver finds its way back', async () => {
    const broken: string[] = []
    client.on('connectionClosed', ({ reason }) => broken.push(reason ?? ''))
    await db.collection('cut').insertOne({ before: true })
    await mongo.cutConnections()
    await waitUntil('a connection broke', () => broken.length > 0)
    await db.collection('cut').findOne({ before: true })
    await db.collection('cut').insertOne({ after: true })
    assert.equal(await db.collection('cut').countDocuments(), 2)
  })

  it('fails what is under way when connections are cut', async () => {
    const everyPair = { $lookup: { from: 'numbers', pipeline: [], as: 'all' } }
    const once = new MongoClient(mongo.url, { retryReads: false, monitorCommands: true })
    const started = new Promise((resolve) => once.once('commandStarted', resolve))
    const numbers = once.db(db.databaseName).collection('numbers')
    const slow = numbers.aggregate([everyPair, { $unwind: '$all' }, { $count: 'n' }]).toArray()
    const failure = assert.rejects(slow, { name: /^MongoNetworkError|^MongoPoolClearedError/ })
    await started
    await mongo.cutConnections()
    await failure
    await once.close()
  })

  it('expires at once what a TTL index names', async () => {
    const expiring = db.collection('expiring')
    await expiring.createIndex({ expireAt: 1 }, { expireAfterSeconds: 0 })
    await expiring.insertMany([
      { expireAt: new Date(Date.now() - 60_000) },
      { expireAt: new Date(Date.now() + 60_000) },
    ])
    await mongo.expireNow()
    assert.equal(await expiring.countDocuments(), 1)
  })

  it('gathers planner statistics', async () => {
    await mongo.analyze()
  })
})

describe('local FerretDBs side by side', () => {
  it('do not see each other, and a stop leaves no process, folder or port', async () => {
    const [one, other] = await Promise.all([startLocalMongo({ flavour }), startLocalMongo({ flavour })])
    const folders = await ownFolders()
    assert.equal(folders.length, 2)
    assert.equal((await processesNaming(folders)).length > 0, true)

    const clients = [new MongoClient(one.url), new MongoClient(other.url)]
    const counts = []
    await clients[0]?.db('test').collection('items').insertOne({})
    for (const client of clients) counts.push(await client.db('test').collection('items').countDocuments())
    assert.deepEqual(counts, [1, 0])
    for (const client of clients) await client.close()

    await Promise.all([one.stop(), other.stop()])
    await one.stop()
    assert.deepEqual(await ownFolders(), [])
    assert.deepEqual(await processesNaming(folders), [])
    const client = new MongoClient(one.url, { serverSelectionTimeoutMS: 300 })
    await assert.rejects(client.connect(), { name: 'MongoServerSelectionError' })
  })

  it('can be kept on disk and on a given port', async () => {
    const first = await startLocalMongo({ flavour, persistence: 'disk' })
    await first.stop()
    const { port } = new URL(first.url)
    const mongo = await startLocalMongo({ flavour, persistence: 'disk', port: Number(port) })
    try {
      assert.equal(mongo.url, first.url)
      await assert.rejects(startLocalMongo({ flavour, port: Number(port) }), {
        code: 'LOCAL_MONGO_NOT_READY',
        message: /address already in use/,
      })
    } finally {
      await mongo.stop()
    }
  })
})
