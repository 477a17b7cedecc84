import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type LocalMongo, startLocalMongo } from '@dwmops/local-mongo'
import { MongoClient } from 'mongodb'
import { copyDatabases } from './copy-database.ts'

describe('copyDatabases', () => {
  let server: LocalMongo
  let client: MongoClient
  before(async () => {
    server = await startLocalMongo()
    client = await new MongoClient(server.url).connect()
  })
  after(async () => {
    await client.close()
    await server.stop()
  })

  it('leaves nothing of an earlier copy in any target when it fails at the first document', async () => {
    const db = (name: string) => client.db(`${name}_${process.pid}`)
    for (const name of ['source', 'first', 'second'])
      await db(name).collection('contacts').insertOne({ from: name })
    const change = () => {
      throw new Error('ended half way')
    }
    const plans = ['first', 'second'].map((name) => ({ source: db('source'), target: db(name), change }))
    await assert.rejects(
      copyDatabases(plans, () => undefined),
      /ended half way/,
    )
    for (const name of ['first', 'second'])
      assert.equal(await db(name).collection('contacts').countDocuments(), 0, name)
  })
})
