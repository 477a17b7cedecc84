import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openTokens, sealTokens } from './sealed-tokens.ts'

describe('sealTokens', () => {
  const tokens = { accessToken: 'access-1', expiresAt: 0, refreshToken: 'refresh-1' }
  const sealed = sealTokens(tokens, 'secret-1', 'client 1')

  it('opens with the same secret and context', () => {
    assert.deepEqual(openTokens(sealed, 'secret-1', 'client 1'), tokens)
  })

  it('opens with no other secret, context or content', () => {
    assert.equal(openTokens(sealed, 'secret-2', 'client 1'), undefined)
    assert.equal(openTokens(sealed, 'secret-1', 'client 2'), undefined)
    assert.equal(openTokens(`${sealed.slice(0, -4)}AAAA`, 'secret-1', 'client 1'), undefined)
    assert.equal(openTokens('', 'secret-1', 'client 1'), undefined)
  })

  it('hides the tokens, and differs each time', () => {
    assert.ok(!Buffer.from(sealed, 'base64url').toString('latin1').includes('refresh-1'))
    assert.notEqual(sealTokens(tokens, 'secret-1', 'client 1'), sealed)
  })
})
