import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { EloquaAuthError, EloquaNotFoundError, EloquaValidationError } from '../errors.ts'
import { grantRefused, isClientRefused, isTokenRefusal } from './oauth-refusal.ts'

const refusalOf = (code?: string, constraint = 'no') =>
  new EloquaValidationError('refused', {
    status: 400,
    failures: code === undefined ? [] : [{ code, constraint }],
  })

describe('isTokenRefusal', () => {
  it('is what the token endpoint refuses', () => {
    assert.ok([new EloquaAuthError('no'), refusalOf()].every(isTokenRefusal))
    assert.ok(![new EloquaNotFoundError('no'), new Error('no')].some(isTokenRefusal))
  })
})

describe('grantRefused', () => {
  const cases = [
    ['password', 'invalid_client', /the client is refused/],
    ['refresh_token', 'invalid_client', /the client is refused/],
    ['password', 'invalid_grant', /user or password is refused/],
    ['password', 'other', /the password grant is refused/],
    ['refresh_token', 'invalid_grant', /the refresh token is used up, revoked or too old/],
    ['refresh_token', 'other', /the refresh token is refused/],
  ] as const
  for (const [grant, code, said] of cases)
    it(`says what is at fault for ${code} of a ${grant}`, () => {
      const refusal = refusalOf(code)
      assert.match(grantRefused(grant, refusal).message, said)
      assert.equal(isClientRefused(refusal), code === 'invalid_client')
    })

  it("has Eloqua's own words, or the status", () => {
    assert.match(grantRefused('password', refusalOf('other', 'locked')).message, /Eloqua says "locked"$/)
    assert.match(grantRefused('password', refusalOf()).message, /answered 400$/)
  })
})
