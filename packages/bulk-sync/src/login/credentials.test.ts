import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Secret } from '@dwmops/fleet'
import type { Db } from 'mongodb'
import { basicOf, credentialsOf, type LoginSettings } from './credentials.ts'

const noDb = { collection: () => ({}) } as unknown as Db
const user = { eloquaCompany: 'EXAMPLE', eloquaUsername: 'svc', eloquaPassword: new Secret('pass-1') }
const client = { eloquaClientId: 'client', eloquaClientSecret: new Secret('secret-1') }
const settings = (some: object) => some as LoginSettings

describe('credentialsOf', () => {
  it('is Basic with company, user and password', () => {
    assert.deepEqual(credentialsOf(settings(user), noDb), {
      company: 'EXAMPLE',
      username: 'svc',
      password: 'pass-1',
    })
  })

  it('is OAuth where a client is set, with the user where there is one', () => {
    const oauth = credentialsOf(settings({ ...client, ...user }), noDb)
    assert.ok('oauth' in oauth)
    assert.equal(oauth.oauth.clientId, 'client')
    assert.equal(oauth.oauth.user?.username, 'svc')
    const alone = credentialsOf(settings(client), noDb)
    assert.ok('oauth' in alone && alone.oauth.user === undefined)
  })

  it('refuses settings that name no login', () => {
    assert.throws(() => credentialsOf(settings({}), noDb), TypeError)
  })
})

describe('basicOf', () => {
  for (const missing of Object.keys(user))
    it(`is nothing without ${missing}`, () => {
      assert.equal(basicOf(settings({ ...user, [missing]: undefined })), undefined)
    })
})
