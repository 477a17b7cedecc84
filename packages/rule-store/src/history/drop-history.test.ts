import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import { dropHistory } from './drop-history.ts'

describe('dropHistory', () => {
  const mongo = testMongo()

  it('deletes what is older, oldest first and no more than asked for, and leaves an undo that is under way', async () => {
    const db = mongo.fresh()
    const times = [1, 2, 3, 4, 5]
    await db
      .collection('contactHistory')
      .insertMany(times.map((second) => ({ contactId: '7', timestamp: second, _current: 5 - second })))
    await db.collection('reverts').insertMany([
      { undo: 'a', at: new Date(1_000), state: 'done' },
      { undo: 'b', at: new Date(1_000), state: 'planned' },
      { undo: 'c', at: new Date(9_000), state: 'done' },
    ])
    const left = async () =>
      (await db.collection('contactHistory').find().sort({ timestamp: 1 }).toArray()).map(
        ({ timestamp }) => timestamp,
      )
    assert.equal(await dropHistory(db, new Date(4_000), 2), 2)
    assert.deepEqual(await left(), [3, 4, 5])
    assert.equal(await dropHistory(db, new Date(4_000), 100), 2)
    assert.deepEqual(await left(), [4, 5])
    assert.deepEqual((await db.collection('reverts').distinct('undo')).toSorted(), ['b', 'c'])
  })
})
