import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { maskSecrets, registerAddress, registerLogin, registerSecret } from './known-secrets.ts'
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
      'mongodb://***@db.example.net ***',
    )
    const sent = `Basic ${Buffer.from('ann:p@ss+zebra').toString('base64')}`
    assert.equal(maskSecrets(`refused ${sent}`), 'refused Basic ***')
    registerSecret('https://quiet.example.net/path')
    assert.equal(maskSecrets('GET https://quiet.example.net/path'), 'GET https://quiet.example.net/path')
  })

  it('hides what options of an address name as secret', () => {
    registerAddress(
      'mongodb+srv://db.example.net/?authMechanismProperties=AWS_SESSION_TOKEN:numbat%2Bhill,TOKEN_RESOURCE:quoll' +
        '&tlsCertificateKeyFile=/bilby.pem&tlsCertificateKeyFilePassword=dunnart-hill&proxyPassword=kowari-hill',
    )
    registerAddress('http://gate.example.net:9091/x?token=potoroo-hill')
    assert.equal(
      maskSecrets('numbat+hill numbat%2Bhill dunnart-hill kowari-hill potoroo-hill quoll /bilby.pem'),
      '*** *** *** *** *** quoll /bilby.pem',
    )
  })

  it('hides a secret as other programs write it', () => {
    const secret = `Tapir/ö<&>'!("k`
    registerSecret(secret)
    const inForm = new URLSearchParams({ secret }).toString().slice('secret='.length)
    const inHtml = 'Tapir/&#246;&lt;&amp;&gt;&#39;!(&quot;k'
    for (const text of [
      inForm,
      encodeURI(secret),
      encodeURIComponent(secret).toLowerCase().replace('t', 'T'),
      'Tapir\\/\\u00f6<&>\\u0027!(\\"k',
      'Tapir/\\u00F6\\u003C\\u0026\\u003E\\u0027!(\\u0022k',
      inHtml,
      inHtml.replace('&#39;', '&#x27;'),
      Buffer.from(secret).toString('base64'),
      Buffer.from(`${secret}\n`).toString('base64'),
    ])
      assert.equal(maskSecrets(`say ${text} once`), 'say *** once')
  })

  it('hides a secret in the bytes that other programs hold, as Base64 and as hexadecimal digits', () => {
    const secret = 'wömbat-hill'
    registerSecret(secret)
    for (const encoding of ['utf8', 'latin1', 'utf16le'] as const) {
      const bytes = Buffer.from(secret, encoding)
      const digits = bytes.toString('hex')
      for (const text of [bytes.toString('base64'), digits, digits.toUpperCase()])
        assert.equal(maskSecrets(`say ${text} once`), 'say *** once')
    }
    registerSecret('quokka-中')
    const wide = Buffer.from('quokka-中', 'utf16le').toString('base64')
    assert.equal(maskSecrets(`say ${wide} once`), 'say *** once')
  })

  it('hides the Base64 of a login', () => {
    registerLogin('ACME\\ann', 'okapi')
    const login = Buffer.from('ACME\\ann:okapi')
    assert.equal(maskSecrets(`Basic ${login.toString('base64')} okapi`), 'Basic *** ***')
  })

  it('hides a login as people write it, user and all', () => {
    registerLogin('ACME\\bob', 'serval')
    assert.equal(maskSecrets('refused ACME\\bob:serval'), 'refused ***')
    assert.equal(maskSecrets(JSON.stringify({ of: 'ACME\\bob:serval' })), '{"of":"***"}')
  })

  it('hides a password that its address should have encoded', () => {
    registerSecret('mongodb://ann:caracal/?#41@db.example.net/x')
    registerAddress('http://ann:mar@gay 42@gate.example.net:9091')
    assert.equal(maskSecrets('for caracal/?#41 no host'), 'for *** no host')
    assert.equal(maskSecrets('for mar@gay 42 no host'), 'for *** no host')
  })

  it('hides a token in the place of a user, and no usual user', () => {
    registerAddress('https://a-token-of-16-signs@gate.example.net')
    registerAddress('https://dwmuser@gate.example.net')
    assert.equal(maskSecrets('a-token-of-16-signs dwmuser'), '*** dwmuser')
  })

  it('takes neither a port nor a path for a password', () => {
    registerAddress('http://gate.example.net:9091/metrics@home')
    registerAddress('https://gate.example.net/a:b@c')
    assert.equal(maskSecrets('9091/metrics b'), '9091/metrics b')
  })

  it('hides a secret that looks like an address', () => {
    registerSecret('kudu://horn')
    assert.equal(maskSecrets('no kudu://horn here'), 'no *** here')
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
