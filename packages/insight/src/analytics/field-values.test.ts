import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import { openQueue } from '@dwmops/mongo-queue'
import type { Db } from 'mongodb'
import { fieldValues } from './field-values.ts'

describe('fieldValues', () => {
  const database = testMongo()
  let queueDb: Db
  before(async () => {
    await database.started()
    queueDb = database.fresh()
    const queue = openQueue(queueDb, { owner: 'test', stage: 'test' })
    await queue.ensureIndexes()
    const payloads = [{ city: 'Rome' }, { city: 'Rome' }, { city: 'Oslo' }, { city: ' ' }, { city: 7 }, {}]
    const entries = payloads.map((payload, index) => {
      return { key: `c${index}@example.com`, payload: { ...payload, constructor: undefined }, source: 's' }
    })
    await queue.add('dwmQueue', entries)
    await queue.add('dwmQueue', [{ key: 'without address', payload: { city: 'Bonn' }, source: 's' }])
    await queueDb.collection('items').updateOne({ 'payload.city': 'Bonn' }, { $set: { state: 'dead' } })
  })

  it('are texts, the most frequent first, of contacts that are no dead letters', async () => {
    assert.deepEqual(await fieldValues(queueDb, { field: 'city' }), {
      looked: 6,
      values: [
        { value: 'Rome', contacts: 2 },
        { value: 'Oslo', contacts: 1 },
      ],
    })
    assert.deepEqual((await fieldValues(queueDb, { field: 'toString' })).values, [])
  })

  it('are no more than asked for, of no more contacts than asked for', async () => {
    assert.equal((await fieldValues(queueDb, { field: 'city', limit: 1 })).values.length, 1)
    const { looked, values } = await fieldValues(queueDb, { field: 'city', contacts: 1 })
    assert.equal(looked, 1)
    assert.ok(values.reduce((sum, { contacts }) => sum + contacts, 0) <= 1)
  })
})
