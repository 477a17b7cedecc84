import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { MongoNetworkError, MongoServerError } from 'mongodb'
import { MongodbUnavailableError } from '../errors.ts'
import { retryTransientWith } from './retry-transient.ts'

describe('retryTransient', () => {
  const failing = (error: Error, times: number) => {
    let attempts = 0
    return async () => {
      attempts += 1
      if (attempts <= times) throw error
      return attempts
    }
  }
  const retryTransient = retryTransientWith({ sleep: async () => undefined })

  it('attempts again after a network fault', async () => {
    assert.equal(await retryTransient('x', failing(new MongoNetworkError('cut'), 4)), 5)
  })

  it('gives up after 5 attempts, with what was tried', async () => {
    const error = await retryTransient('renew', failing(new MongoNetworkError('cut'), 5)).catch(
      (one: unknown) => one,
    )
    assert.ok(error instanceof MongodbUnavailableError)
    assert.match(error.message, /could not renew in 5 attempts/)
    assert.equal((error.cause as Error).message, 'cut')
  })

  it('throws at once what no repeat will repair', async () => {
    const error = new MongoServerError({ message: 'not allowed', code: 13 })
    await assert.rejects(retryTransient('x', failing(error, 1)), error)
  })
})
