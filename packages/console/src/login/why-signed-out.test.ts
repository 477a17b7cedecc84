import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { whyRefused, whySignedOut } from './why-signed-out.ts'

describe('whyRefused', () => {
  it('takes the reason of the server, and without one what this window knows', () => {
    assert.equal(whyRefused({ code: 'SESSION_EXPIRED' }, true), 'expired')
    assert.equal(whyRefused({ code: 'SESSION_REVOKED' }, false), 'revoked')
    assert.equal(whyRefused({ code: 'SESSION_UNKNOWN' }, false), 'unknown')
    // the cookie is gone: another window of the browser has signed out
    assert.equal(whyRefused({ code: 'UNAUTHENTICATED' }, true), 'signed out elsewhere')
    assert.equal(whyRefused({ code: 'UNAUTHENTICATED' }, false), 'none')
    assert.equal(whyRefused({ code: undefined }, false), 'none')
  })
})

describe('whySignedOut', () => {
  it('has words of its own for each reason but a login link, which signs in by itself', () => {
    const reasons = ['none', 'signed out', 'signed out elsewhere', 'expired', 'revoked', 'unknown'] as const
    assert.equal(new Set(reasons.map(whySignedOut)).size, reasons.length)
    assert.equal(whySignedOut('link'), undefined)
  })
})
