import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { SettingsError } from '@dwmops/job-runner'
import { QueueUnavailableError } from '@dwmops/mongo-queue'
import { MongoNetworkError, MongoServerError } from 'mongodb'
import { SyncPostponedError } from '../../syncs/sync-postponed-error.ts'
import { countsAttempt } from './counts-attempt.ts'

const running = new AbortController().signal

describe('countsAttempt', () => {
  it('counts what may be the doing of the records themselves', () => {
    for (const error of [new TypeError('x'), new RangeError('x'), new MongoServerError({ code: 10334 }), 'x'])
      assert.equal(countsAttempt(error, running), true, String(error))
  })

  it('counts neither outages nor settings, nor a run that is being stopped', () => {
    const outages = [
      new MongoNetworkError('cut'),
      new Error('no connection', { cause: new MongoNetworkError('cut') }),
      new QueueUnavailableError({ doing: 'settle items', attempts: 5, cause: new Error('x') }),
      new SettingsError([{ name: 'CUSTOM_OBJECT', expected: 'the name of an object' }]),
      SyncPostponedError.noQuota('import'),
    ]
    for (const error of outages) assert.equal(countsAttempt(error, running), false, String(error))
    assert.equal(countsAttempt(new TypeError('x'), AbortSignal.abort()), false)
  })
})
