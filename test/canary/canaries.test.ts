import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { canariesIn, contacts, login, secrets } from './canaries.ts'

describe('canariesIn', () => {
  for (const [name, secret] of Object.entries(secrets)) {
    const pair = `${login.company}\\${login.user}:${secret}`
    const texts = {
      'as it is': `refused ${secret}.`,
      'in JSON': JSON.stringify({ said: secret }),
      'in an address': `http://u:${encodeURIComponent(secret)}@host`,
      'as a login in Base64': `Basic ${Buffer.from(pair).toString('base64')}`,
    }
    for (const [how, text] of Object.entries(texts))
      it(`finds ${name} ${how}`, () => assert.notDeepEqual(canariesIn(text, ['secret']), []))
  }

  it('finds each value of each contact, whatever it is made to', () => {
    for (const contact of contacts)
      for (const [key, value] of Object.entries(contact)) {
        if (key === 'ContactID') continue
        for (const text of [value, value.toUpperCase(), encodeURIComponent(value), JSON.stringify(value)])
          assert.notDeepEqual(canariesIn(text, ['contact']), [], text)
        for (const before of ['', 'a', 'ab'])
          assert.notDeepEqual(
            canariesIn(Buffer.from(`${before}${value}`).toString('base64'), ['contact']),
            [],
          )
        assert.notDeepEqual(canariesIn(Buffer.from(value).toString('hex'), ['contact']), [])
      }
  })

  it('finds none in what is masked', () => {
    assert.deepEqual(canariesIn('login as ***, *** refused for ***@***: 7350001, k9xy, a-k9'), [])
  })
})
