import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { MongoBulkWriteError, MongoNetworkError, MongoServerError, MongoWriteConcernError } from 'mongodb'
import { MongodbUnavailableError } from '../errors.ts'
import { isMongodbUnavailable, type Judgment, judgeError } from './judge-error.ts'

const refused = (code: number) => new MongoServerError({ message: 'refused', code })
const bulk = (error: object) =>
  new MongoBulkWriteError(error as ConstructorParameters<typeof MongoBulkWriteError>[0], {} as never)

/** What the fleet does about each code of a server. */
const table: Readonly<Record<Judgment, readonly number[]>> = {
  transient: [
    ...[1, 6, 7, 24, 43, 46, 50, 64, 89, 91, 112, 117, 133, 134, 145, 150, 175, 189, 202, 215, 216, 237],
    ...[239, 246, 262, 276, 279, 290, 317, 355, 365, 462, 9001, 10058, 10107, 11600, 11601, 11602, 12587],
    ...[13388, 13435, 13436, 16500, 16_908_292],
  ],
  unavailable: [11, 13, 18, 94, 100, 334, 371, 8000, 14031],
  unexpected: [0, 2, 9, 14, 20, 26, 40, 48, 59, 67, 79, 85, 86, 96, 115, 121, 168, 197, 10334, 11000, 17280],
}

describe('judgeError', () => {
  for (const [judgment, codes] of Object.entries(table))
    for (const code of codes)
      it(`takes code ${code} for ${judgment}, alone and in a bulk write`, () => {
        assert.equal(judgeError(refused(code)), judgment)
        assert.equal(judgeError(bulk({ message: 'x', code, writeErrors: [{ code }] })), judgment)
        assert.equal(judgeError(bulk(refused(code))), judgment)
      })

  it('looks into what the driver wraps a cut connection in', () => {
    const wrapped = bulk(new MongoNetworkError('cut'))
    assert.equal(judgeError(wrapped), 'transient')
  })

  it('takes the least hopeful of several refused writes', () => {
    const writeErrors = [{ code: 112 }, { code: 11000 }]
    assert.equal(judgeError(bulk({ message: 'x', code: 112, writeErrors })), 'unexpected')
  })

  it('takes a write that no majority has yet for transient, and one that no majority can have for unavailable', () => {
    const unconfirmed = (code: number) =>
      new MongoWriteConcernError({ ok: 1, writeConcernError: { code, errmsg: 'no majority' } } as never)
    assert.deepEqual(
      [64, 91, 4242, 100].map((code) => judgeError(unconfirmed(code))),
      ['transient', 'transient', 'transient', 'unavailable'],
    )
  })

  it('believes labels of servers whose codes it does not know', () => {
    const labeled = new MongoServerError({ message: 'x', code: 4242, errorLabels: ['SystemOverloadedError'] })
    assert.equal(judgeError(labeled), 'transient')
  })

  it('takes nothing of ours for an error of the database but its own', () => {
    assert.equal(judgeError(new Error('unavailable')), 'unexpected')
    assert.equal(isMongodbUnavailable(new MongodbUnavailableError('gone')), true)
    assert.equal(isMongodbUnavailable(refused(11000)), false)
  })
})
