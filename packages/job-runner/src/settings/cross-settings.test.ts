import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { crossFaults } from './cross-settings.ts'

const namesOf = (values: object) => crossFaults(values as Record<string, unknown>).map(({ name }) => name)

describe('crossFaults', () => {
  const open = 'http://login.example.com'

  it('wants no password in the open in production', () => {
    const settings = { environment: 'prod', eloquaLoginUrl: open, eloquaTokenUrl: open }
    assert.deepEqual(namesOf(settings), ['ELOQUA_LOGIN_URL', 'ELOQUA_TOKEN_URL'])
    assert.deepEqual(namesOf({ ...settings, environment: 'dev' }), [])
  })

  for (const address of [
    'https://login.example.com',
    'http://localhost:1',
    'http://127.0.0.1',
    'http://[::1]:1',
    'x',
    5,
  ])
    it(`takes ${address}`, () =>
      assert.deepEqual(namesOf({ environment: 'prod', eloquaLoginUrl: address }), []))

  it('takes no name that only begins like this machine', () => {
    const eloquaLoginUrl = 'http://localhost.example.com'
    assert.deepEqual(namesOf({ environment: 'prod', eloquaLoginUrl }), ['ELOQUA_LOGIN_URL'])
  })
})
