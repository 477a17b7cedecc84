import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { maskSecrets, registerLogin, registerSecret } from './known-secrets.ts'
import { Secret } from './secret.ts'

describe('maskSecrets', () => {
  it('hides a secret as it is, in JSON, in JSON in JSON and in an address', () => {
    const secret = 'pa"ss\\wörd x'
    registerSecret(secret)
    const once = JSON.stringify({ secret })
    for (const text of [
      secret,
      once,
      JSON.stringify({ once }),
      `http://u:${encodeURIComponent(secret)}@host`,
    ])
      assert.doesNotMatch(maskSecrets(`before ${text} after`), /ss|rd/, text)
  })

  it('hides the password of an address and its login in Base64, and leaves the address', () => {
    registerSecret('mongodb://ann:p%40ss+zebra@db.example.net/x')
    assert.equal(
      maskSecrets('mongodb://ann:p%40ss+zebra@db.example.net p@ss+zebra'),
      'mongodb://ann:***@db.example.net ***',
    )
    const sent = `Basic ${Buffer.from('ann:p@ss+zebra').toString('base64')}`
    assert.equal(maskSecrets(`refused ${sent}`), 'refused Basic ***')
    registerSecret('https://quiet.example.net/path')
    assert.equal(maskSecrets('GET https://quiet.example.net/path'), 'GET https://quiet.example.net/path')
  })

  it('hides the Base64 of a login', () => {
    registerLogin('ACME\\ann', 'okapi')
    const login = Buffer.from('ACME\\ann:okapi')
    assert.equal(maskSecrets(`Basic ${login.toString('base64')} okapi`), 'Basic *** ***')
  })

  it('hides a short one where it stands alone, and keeps JSON whole', () => {
    registerSecret('lynx')
    registerSecret('7')
    assert.equal(maskSecrets('login "lynx" refused, lynx-like'), 'login "***" refused, ***-like')
    assert.equal(maskSecrets('lynxes in the larynx'), 'lynxes in the larynx')
    const line = JSON.stringify({ lynx: 7, said: 'lynx' })
    assert.deepEqual(JSON.parse(maskSecrets(line)), { lynx: 7, said: '***' })
  })

  it('knows whatever was wrapped as a secret', () => {
    assert.equal(maskSecrets(`${new Secret('wrapped ibex').reveal()} shown`), '*** shown')
  })

  it('takes empty values for none', () => {
    registerSecret('')
    registerLogin('ann', '')
    assert.equal(maskSecrets('as it was'), 'as it was')
  })
})
