import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { MongoServerError } from 'mongodb'
import { isMongodbUnavailable } from './run-outcome.ts'

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
