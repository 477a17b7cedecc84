import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import { type Collection, MongoBulkWriteError, MongoNetworkError } from 'mongodb'
import { insertNew } from './insert-new.ts'
import { judgeError } from './retries/judge-error.ts'

const duplicate = { index: 1, code: 11000 }
const concern = { code: 91, errmsg: 'no majority' }

/** A collection whose insert ends as a bulk write does. */
function endingWith(
  reason: object,
  { writeErrors = [] as object[], concern = undefined as object | undefined } = {},
) {
  const result = { getWriteConcernError: () => concern }
  const error = new MongoBulkWriteError(reason as never, result as never)
  error.writeErrors = writeErrors as never
  const insertMany = () => Promise.reject(error)
  return { insertMany } as unknown as Collection
}

describe('insertNew', () => {
  const database = testMongo()

  it('inserts what is new and returns the places of what is not', async () => {
    const things = database.fresh().collection<{ _id: number }>('things')
    assert.deepEqual(await insertNew(things, []), [])
    assert.deepEqual(await insertNew(things, [{ _id: 1 }, { _id: 2 }]), [])
    assert.deepEqual(await insertNew(things, [{ _id: 2 }, { _id: 3 }, { _id: 1 }]), [0, 2])
    assert.equal(await things.countDocuments(), 3)
  })

  it('throws for a duplicate that is not of the _id, as the document is not there', async () => {
    const things = database.fresh().collection<{ _id: number; name: string }>('named')
    await things.createIndex({ name: 1 }, { unique: true })
    await insertNew(things, [{ _id: 1, name: 'a' }])
    await assert.rejects(insertNew(things, [{ _id: 2, name: 'a' }]), { code: 11000 })
  })

  for (const [name, collection] of [
    ['a connection that was cut', endingWith(new MongoNetworkError('cut'))],
    ['documents that no majority has', endingWith({ message: 'no majority', code: 91 }, { concern })],
    [
      'the same beside keys that are there already',
      endingWith({ message: 'duplicate', code: 11000 }, { writeErrors: [duplicate], concern }),
    ],
  ] as const)
    it(`throws ${name}, to be repeated`, async () => {
      await assert.rejects(insertNew(collection, [{}, {}]), (error) => judgeError(error) === 'transient')
    })

  it('throws what another refusal says', async () => {
    const writeErrors = [duplicate, { index: 0, code: 121 }]
    const collection = endingWith({ message: 'invalid', code: 121 }, { writeErrors })
    await assert.rejects(insertNew(collection, [{}, {}]), (error) => judgeError(error) === 'unexpected')
  })
})
