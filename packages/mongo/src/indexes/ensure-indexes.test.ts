import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type LocalMongoFlavour, startLocalMongo } from '@dwmops/local-mongo'
import { type Db, MongoClient } from 'mongodb'
import { ensureIndexes, type NamedIndex } from '../index.ts'

const byAge: NamedIndex = { name: 'order', key: { state: 1, enteredAt: 1 } }
const byPriority: NamedIndex = { name: 'order', key: { state: 1, priority: -1, enteredAt: 1 } }
const forget: NamedIndex = { name: 'forget', key: { at: 1 }, expireAfterSeconds: 60 }
const open: NamedIndex = { name: 'open', key: { at: 1 }, partialFilterExpression: { state: 'open' } }

for (const flavour of [undefined, 'ferretdb'] satisfies (LocalMongoFlavour | undefined)[])
  describe(`ensureIndexes on ${flavour ?? 'the database that is here'}`, () => {
    let client: MongoClient
    let stop: () => Promise<void>
    let commands: string[] = []
    let tests = 0
    before(async () => {
      const mongo = await startLocalMongo({ flavour })
      stop = () => mongo.stop()
      client = new MongoClient(mongo.url, { monitorCommands: true })
      client.on('commandStarted', ({ commandName }) => commands.push(commandName))
    })
    after(async () => {
      await client.close()
      await stop()
    })
    const fresh = async () => {
      tests += 1
      const db: Db = client.db(`indexes${tests}`)
      await db.dropDatabase()
      return db.collection('things')
    }
    const named = async (collection: Awaited<ReturnType<typeof fresh>>) =>
      Object.fromEntries((await collection.indexes()).map(({ name, key }) => [name, Object.keys(key)]))

    it('makes what is missing, and asks but once where all is there', async () => {
      const things = await fresh()
      await ensureIndexes(things, [byPriority, forget, open])
      commands = []
      await ensureIndexes(things, [byPriority, forget, open])
      assert.deepEqual(commands, ['listIndexes'])
      assert.deepEqual(Object.keys(await named(things)), ['_id_', 'order', 'forget', 'open'])
    })

    it('puts a changed definition beside the old one before that one goes', async () => {
      const things = await fresh()
      await ensureIndexes(things, [byAge])
      commands = []
      await ensureIndexes(things, [byPriority])
      assert.deepEqual(commands, ['listIndexes', 'hello', 'createIndexes', 'dropIndexes'])
      assert.deepEqual(await named(things), {
        _id_: ['_id'],
        order_2: ['state', 'priority', 'enteredAt'],
      })
      await ensureIndexes(things, [byAge])
      assert.deepEqual(Object.keys(await named(things)), ['_id_', 'order'])
    })

    it('changes an expiry and a filter', async () => {
      const things = await fresh()
      await ensureIndexes(things, [forget, open])
      const shorter = { ...forget, expireAfterSeconds: 30 }
      const closed = { ...open, partialFilterExpression: { state: 'closed' } }
      await ensureIndexes(things, [shorter, closed])
      const now = await things.indexes()
      assert.equal(now.length, 3)
      assert.equal(
        now.find(({ expireAfterSeconds }) => expireAfterSeconds !== undefined)?.expireAfterSeconds,
        30,
      )
      assert.ok(now.some((one) => one.partialFilterExpression?.['state'] === 'closed'))
    })

    it('takes an index of another name that does the same, and leaves strange ones alone', async () => {
      const things = await fresh()
      await things.createIndexes([
        { ...byAge, name: 'state_1_enteredAt_1' },
        { key: { own: 1 }, name: 'own' },
      ])
      await ensureIndexes(things, [byAge])
      assert.deepEqual(Object.keys(await named(things)), ['_id_', 'state_1_enteredAt_1', 'own'])
    })

    it('bears many callers at once', async () => {
      const things = await fresh()
      await ensureIndexes(things, [byAge])
      await Promise.all(Array.from({ length: 6 }, () => ensureIndexes(things, [byPriority, forget])))
      assert.deepEqual(Object.values(await named(things)), [
        ['_id'],
        ['state', 'priority', 'enteredAt'],
        ['at'],
      ])
    })
  })
