import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { MongoClient } from 'mongodb'
import type { LocalMongo } from '../local-mongo.ts'
import { startLocalMongo } from '../start-local-mongo.ts'
import { countAfterInsert } from '../testing.ts'

const hasWheel = process.platform === 'linux' && process.arch === 'x64'

describe('the mongod of a Python wheel', {
  skip: hasWheel ? false : 'is there for Linux on x64 only',
}, () => {
  let mongo: LocalMongo
  before(async () => {
    mongo = await startLocalMongo({ flavour: 'packaged' })
  })
  after(() => mongo.stop())

  it('is a real one', async () => {
    assert.match(mongo.description, /^mongod 6\.0\.27, from a Python wheel, on port \d+$/)
    const client = new MongoClient(mongo.url)
    const { version } = await client.db('admin').command({ buildInfo: 1 })
    await client.close()
    assert.equal(version, '6.0.27')
  })

  it('keeps what was written to its journal when it is killed', async () => {
    const before = await countAfterInsert(`${mongo.url}?journal=true`)
    await mongo.restart()
    assert.equal(await countAfterInsert(mongo.url), before + 1)
  })
})
