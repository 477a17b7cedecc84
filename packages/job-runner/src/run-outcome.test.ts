import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { MongoServerError } from 'mongodb'
import { isMongodbUnavailable, outcomeOfError } from './run-outcome.ts'
import { SettingsError } from './settings-error.ts'

describe('isMongodbUnavailable', () => {
  const refused = (code: number) => new MongoServerError({ message: 'refused', code })

  for (const [code, name] of [
    [18, 'AuthenticationFailed'],
    [13, 'Unauthorized'],
    [189, 'PrimarySteppedDown'],
    [89, 'NetworkTimeout'],
    [50, 'MaxTimeMSExpired'],
  ] as const) {
    it(`takes ${name} for a server that does not serve us now`, () =>
      assert.ok(isMongodbUnavailable(refused(code))))
  }

  it('does not take a duplicate key, or an error of ours, for one', () => {
    assert.equal(isMongodbUnavailable(refused(11000)), false)
    assert.equal(isMongodbUnavailable(new Error('away')), false)
  })
})

describe('outcomeOfError', () => {
  const counts = { in: 4, out: 1, failed: 0 }
  class Refused extends Error {
    readonly retryable: boolean
    constructor(retryable: boolean) {
      super('refused')
      this.retryable = retryable
    }
  }

  it('asks the class of the error, or of what caused it, whether the next run may do better', () => {
    const result = (error: unknown) => outcomeOfError(error, counts).result
    assert.equal(result(new Refused(true)), 'unavailable')
    assert.equal(result(new Error('import not sent', { cause: new Refused(true) })), 'unavailable')
    assert.equal(result(new Refused(false)), 'unexpected')
    assert.equal(result({ retryable: true }), 'unexpected')
    assert.equal(result(new SettingsError([])), 'settings')
  })
})
