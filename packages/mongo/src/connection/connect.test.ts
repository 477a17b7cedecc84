import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import { MongoClient } from 'mongodb'
import { MongodbUnavailableError, MongodbUrlError } from '../errors.ts'
import { connect } from './connect.ts'

const database = testMongo()
const options = { appName: 'test', address: 'the address of the test', database: 'connect_test' }

function urlWith(option: string): string {
  const url = new URL(database.mongo.url)
  return `${url.href}${url.search === '' ? '?' : '&'}${option}`.replace(/^(mongodb:\/\/[^/?]+)\?/, '$1/?')
}

describe('connect', () => {
  for (const option of [
    'readPreference=secondaryPreferred&maxStalenessSeconds=120',
    'readPreference=nearest&readPreferenceTags=dc:here',
    'readConcernLevel=available',
    'w=0',
    'w=1&journal=false',
    'wtimeoutMS=1',
    'retryWrites=false&retryReads=false',
  ])
    it(`reads and writes as safely with ${option}`, async () => {
      const client = await connect(urlWith(option), options)
      try {
        const { readPreference, readConcern, writeConcern } = client.db('connect_test').collection('things')
        assert.equal(readPreference?.mode, 'primary')
        assert.equal(readPreference?.tags, undefined)
        assert.equal(readConcern?.level, 'local')
        assert.deepEqual({ ...writeConcern }, { w: 'majority', journal: true, j: true })
        assert.deepEqual([client.options.retryWrites, client.options.retryReads], [true, true])
      } finally {
        await client.close()
      }
    })

  it('leaves other options and bounds to the connection string', async () => {
    const client = await connect(urlWith('maxPoolSize=3&serverSelectionTimeoutMS=4321'), options)
    assert.deepEqual([client.options.maxPoolSize, client.options.serverSelectionTimeoutMS], [3, 4321])
    assert.equal(client.options.socketTimeoutMS, 120_000)
    await client.close()
  })

  for (const wrong of [
    'mongodb://u:a/b@host/',
    'mongodb://u:p%ZZ@host/',
    'mongodb://host/?nonsense=1',
    'http://x',
  ])
    it(`refuses ${wrong} without a word of it`, async () => {
      const error = await connect(wrong, options).catch((one: unknown) => one)
      assert.ok(error instanceof MongodbUrlError)
      assert.doesNotMatch(
        `${error.message} ${JSON.stringify(error)} ${String(error.cause)}`,
        /host|nonsense|ZZ/,
      )
    })

  it('says that the replica set is another one', async () => {
    const error = await connect(urlWith('replicaSet=another&serverSelectionTimeoutMS=3000'), options).catch(
      (one: unknown) => one,
    )
    assert.ok(error instanceof MongodbUrlError)
    assert.match(
      error.expected,
      /it says another, but 127\.0\.0\.1:\d+ is (no member of a replica set|a member of )/,
    )
  })

  it('is unavailable where nobody listens', async () => {
    const nobody = 'mongodb://127.0.0.1:9/?serverSelectionTimeoutMS=300'
    await assert.rejects(connect(nobody, options), MongodbUnavailableError)
  })

  it('writes nothing while it looks whether the server is supported', async () => {
    const client = await connect(database.mongo.url, { ...options, database: 'connect_untouched' })
    await client.close()
    const names = await new MongoClient(database.mongo.url).connect().then(async (one) => {
      const { databases } = await one.db().admin().listDatabases()
      await one.close()
      return databases.map(({ name }) => name)
    })
    assert.ok(!names.includes('connect_untouched'))
  })
})
