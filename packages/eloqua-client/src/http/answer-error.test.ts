import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { describeRequest, errorOfAnswer } from './answer-error.ts'

const asked = { method: 'POST', path: '/API/Bulk/2.0/syncs' }
const errorOf = (status: number, body = '') => errorOfAnswer({ ...asked, status }, body)

describe('errorOfAnswer', () => {
  const cases: readonly [status: number, name: string, advice: RegExp][] = [
    [302, 'EloquaAuthError', /check the credentials/],
    [400, 'EloquaValidationError', /correct what was asked for/],
    [401, 'EloquaAuthError', /check the credentials/],
    [403, 'EloquaHttpError', /lacks a permission/],
    [404, 'EloquaNotFoundError', /no such thing/],
    [408, 'EloquaUnavailableError', /see the status/],
    [409, 'EloquaConflictError', /something still runs/],
    [410, 'EloquaNotFoundError', /data has expired/],
    [412, 'EloquaConflictError', /depends on it/],
    [413, 'EloquaHttpError', /staging space/],
    [418, 'EloquaHttpError', /see the status/],
    [429, 'EloquaUnavailableError', /too many requests/],
    [500, 'EloquaUnavailableError', /in trouble/],
    [599, 'EloquaUnavailableError', /in trouble/],
  ]
  for (const [status, name, advice] of cases)
    it(`is ${name} for ${status}, and says what to do`, () => {
      const error = errorOf(status)
      assert.deepEqual([error.name, error.status], [name, status])
      assert.match(error.message, advice)
    })

  it('has the first five reasons of Eloqua, and how many more there are', () => {
    const failures = Array.from({ length: 7 }, (_, index) => ({ field: `f${index}`, constraint: 'no' }))
    const { message } = errorOf(400, JSON.stringify({ failures }))
    assert.match(message, /f0: .*f4: /)
    assert.match(message, /and 2 more/)
    assert.ok(!message.includes('f5'))
    assert.ok(!errorOf(400, JSON.stringify({ failures: failures.slice(0, 5) })).message.includes('more'))
  })
})

describe('describeRequest', () => {
  it('says what was asked, and what is known of the answer', () => {
    assert.equal(describeRequest({ ...asked }), 'POST /API/Bulk/2.0/syncs: no answer')
    const answered = { ...asked, status: 503, requestId: 'x', attempts: 5 }
    assert.equal(describeRequest(answered), 'POST /API/Bulk/2.0/syncs: answered 503 (request id x, try 5)')
    assert.match(describeRequest({ ...asked, attempts: 2 }), /\(try 2\)$/)
  })
})
