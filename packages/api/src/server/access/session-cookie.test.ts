import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { clearSessionCookie, sessionSecretOf, setSessionCookie } from './session-cookie.ts'

const secretIn = (cookie?: string) => sessionSecretOf({ headers: { cookie } } as never)

function cookieAt(hostname: string, expireAt?: Date): string {
  let sent = ''
  const reply = { header: (_name: string, value: string) => (sent += value) }
  if (expireAt) setSessionCookie({ hostname } as never, reply as never, 'abc', expireAt)
  else clearSessionCookie({ hostname } as never, reply as never)
  return sent
}

describe('sessionSecretOf', () => {
  it('finds the cookie of that name and no other', () => {
    assert.equal(secretIn('a=1; dwm_session=abc-1'), 'abc-1')
    assert.equal(secretIn('my_dwm_session=abc'), undefined)
    assert.equal(secretIn(undefined), undefined)
  })
})

describe('setSessionCookie', () => {
  it('is for TLS alone, but on this machine', () => {
    assert.match(
      cookieAt('dwm.example.com', new Date()),
      /^dwm_session=abc; .*HttpOnly; SameSite=Strict; Secure$/,
    )
    for (const here of ['localhost', '127.0.0.1', '[::1]'])
      assert.doesNotMatch(cookieAt(here, new Date()), /Secure/)
  })

  it('outlives the session, so that the server can answer why it is over', () => {
    const end = new Date('2026-03-04T12:00:00Z')
    const expires = /Expires=([^;]+)/.exec(cookieAt('localhost', end))?.[1] ?? ''
    assert.ok(Date.parse(expires) > end.getTime())
  })
})

describe('clearSessionCookie', () => {
  it('makes the browser forget it at once', () =>
    assert.match(cookieAt('localhost'), /^dwm_session=; Max-Age=0/))
})
