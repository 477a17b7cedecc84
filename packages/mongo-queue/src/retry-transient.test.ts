import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { MongoNetworkError, MongoServerError } from 'mongodb'
import { QueueUnavailableError } from './errors.ts'
import { retryTransientWith } from './retry-transient.ts'
import { entries, present, settleAll, testBed } from './testing.ts'

describe('retryTransient', () => {
  const failing = (error: Error, times: number) => {
    let attempts = 0
    return async () => {
      attempts += 1
      if (attempts <= times) throw error
      return attempts
    }
  }
  const retryTransient = retryTransientWith(async () => undefined)

  it('attempts again after a network fault', async () => {
    assert.equal(await retryTransient('x', failing(new MongoNetworkError('cut'), 4)), 5)
  })

  it('gives up after 5 attempts, with what was tried', async () => {
    const error = await retryTransient('renew', failing(new MongoNetworkError('cut'), 5)).catch(
      (one: unknown) => one,
    )
    assert.ok(error instanceof QueueUnavailableError)
    assert.equal(error.attempts, 5)
    assert.match(error.message, /could not renew in 5 attempts: cut/)
  })

  it('throws at once what no repeat will repair', async () => {
    const error = new MongoServerError({ message: 'not allowed', code: 13 })
    await assert.rejects(retryTransient('x', failing(error, 1)), error)
  })
})

describe('an outage', () => {
  const bed = testBed()

  it('in the middle of a hop loses and doubles nothing', async () => {
    const queue = bed.open()
    await queue.add('in', entries(300))
    let settled = 0
    const cutting = (async () => {
      for (let cut = 0; cut < 5; cut += 1) await bed.mongo.cutConnections()
    })()
    for (let claim = await queue.claim('in', 50); claim !== undefined; claim = await queue.claim('in', 50))
      settled += (await settleAll(claim, { queue: 'out' })).settled.length
    await cutting
    assert.equal(settled, 300)
    assert.equal(await bed.db.collection('items').countDocuments({ queue: 'out', state: 'ready' }), 300)
  })

  it('of the whole server is over when the server is back', async () => {
    const queue = bed.open()
    await queue.add('in', entries(10))
    const claim = present(await queue.claim('in', 10))
    const [{ settled }] = await Promise.all([settleAll(claim, 'done'), bed.mongo.restart()])
    assert.equal(settled.length, 10)
  })
})
