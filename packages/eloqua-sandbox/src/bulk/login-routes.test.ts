import assert from 'node:assert/strict'
import { before, beforeEach, describe, it } from 'node:test'
import { base, basic, type OpenSandbox, openSandbox } from '../testing/open-sandbox.ts'

const client = `Basic ${Buffer.from('sandbox:sandbox').toString('base64')}`
const password = { grant_type: 'password', username: 'Sandbox\\sandbox', password: 'sandbox' }

describe('logins', () => {
  let sandbox: OpenSandbox
  before(async () => {
    sandbox = await openSandbox({ users: [{ name: 'reader', password: 'reader' }] })
  })
  beforeEach(() => sandbox.setFaults([]))

  const grant = (body: object) =>
    sandbox.ask('POST', '/auth/oauth2/token', { body, headers: { authorization: client } })
  const withToken = (token: string) =>
    sandbox.ask('GET', `${base}/contacts/lists`, { headers: { authorization: `Bearer ${token}` } })

  it('returns user and base URL at /id', async () => {
    const { json } = await sandbox.ask('GET', '/id', { headers: { authorization: basic } })
    assert.equal(json.site.name, 'Sandbox')
    assert.equal(json.user.username, 'sandbox')
    assert.equal(json.urls.apis.rest.bulk, `${sandbox.url}/API/Bulk/{version}/`)
  })

  for (const [what, authorization] of [
    ['a wrong password', `Basic ${Buffer.from('Sandbox\\sandbox:wrong').toString('base64')}`],
    ['another company', `Basic ${Buffer.from('Other\\sandbox:sandbox').toString('base64')}`],
    ['an unknown token', 'Bearer nothing'],
    ['no login', ''],
  ] as const) {
    it(`answers ${what} with 200 "Not authenticated." at /id and 401 elsewhere`, async () => {
      const headers = { authorization }
      const discovery = await sandbox.ask('GET', '/id', { headers })
      assert.deepEqual([discovery.status, discovery.json], [200, 'Not authenticated.'])
      assert.equal((await sandbox.ask('GET', `${base}/contacts/lists`, { headers })).status, 401)
    })
  }

  it('gives tokens for a password, which open the API and /id', async () => {
    const { json } = await grant(password)
    assert.deepEqual([json.token_type, json.expires_in], ['bearer', 28_800])
    assert.equal((await withToken(json.access_token)).status, 200)
  })

  it('takes a form as well as JSON', async () => {
    const { status } = await sandbox.ask('POST', '/auth/oauth2/token', {
      body: new URLSearchParams(password).toString(),
      headers: { authorization: client, 'content-type': 'application/x-www-form-urlencoded' },
    })
    assert.equal(status, 200)
  })

  it('takes a refresh token once and leaves the old access token alive', async () => {
    const first = (await grant(password)).json
    const again = { grant_type: 'refresh_token', refresh_token: first.refresh_token }
    const second = await grant(again)
    assert.equal((await withToken(second.json.access_token)).status, 200)
    assert.equal((await withToken(first.access_token)).status, 200)
    const third = await grant(again)
    assert.deepEqual([third.status, third.json.error], [401, 'invalid_grant'])
  })

  it('ends the old access token at a refresh where the fault has it so', async () => {
    sandbox.setFaults(['refresh-revokes'])
    const first = (await grant(password)).json
    await grant({ grant_type: 'refresh_token', refresh_token: first.refresh_token })
    assert.equal((await withToken(first.access_token)).status, 401)
  })

  it('lets access tokens end after eight hours', async () => {
    const { access_token: token } = (await grant(password)).json
    sandbox.advanceClock(8 * 3_600_000)
    assert.equal((await withToken(token)).status, 401)
  })

  it('ends all access tokens by token-expiry', async () => {
    const { access_token: token } = (await grant(password)).json
    sandbox.setFaults(['token-expiry'])
    assert.equal((await withToken(token)).status, 401)
    assert.equal((await sandbox.call('GET', '/contacts/lists')).status, 200)
  })

  it('refuses an unknown client', async () => {
    const { status, json } = await sandbox.ask('POST', '/auth/oauth2/token', { body: password })
    assert.deepEqual([status, json.error, typeof json.error_code], [401, 'invalid_client', 'number'])
    assert.equal(typeof json.error_description, 'string')
  })

  it('gives another number to a bad grant than to a bad client', async () => {
    const bad = await grant({ ...password, password: 'another' })
    const client = await sandbox.ask('POST', '/auth/oauth2/token', { body: password })
    assert.equal(bad.status, 401)
    assert.notEqual(bad.json.error_code, client.json.error_code)
  })

  it('refuses a second password grant within a minute by token-limit, and no refresh', async () => {
    sandbox.advanceClock(60_000)
    sandbox.setFaults(['token-limit'])
    const first = await grant(password)
    assert.deepEqual([first.status, (await grant(password)).status], [200, 429])
    const refresh = { grant_type: 'refresh_token', refresh_token: first.json.refresh_token }
    assert.equal((await grant(refresh)).status, 200)
    sandbox.advanceClock(60_000)
    assert.equal((await grant(password)).status, 200)
  })

  it('does not show the data of one user to another', async () => {
    const { uri } = await sandbox.sync('/contacts/exports', { fields: { id: '{{Contact.Id}}' } })
    const headers = { authorization: `Basic ${Buffer.from('Sandbox\\reader:reader').toString('base64')}` }
    assert.equal((await sandbox.call('GET', `${uri}/data`, { headers })).status, 403)
    assert.equal((await sandbox.call('GET', `${uri}/data`)).status, 200)
  })

  it('refuses at /id by not-authenticated, once', async () => {
    sandbox.setFaults(['not-authenticated'])
    const ask = () => sandbox.ask('GET', '/id', { headers: { authorization: basic } })
    assert.equal((await ask()).json, 'Not authenticated.')
    assert.equal((await ask()).json.site.name, 'Sandbox')
  })

  it('moves the pod: 401 until /id is read, then another base', async () => {
    sandbox.setFaults(['pod-move'])
    assert.equal((await sandbox.call('GET', '/contacts/lists')).status, 401)
    assert.equal((await sandbox.call('GET', '/contacts/lists')).status, 401)
    const { json } = await sandbox.ask('GET', '/id', { headers: { authorization: basic } })
    const moved = new URL(json.urls.apis.rest.bulk.replace('{version}', '2.0')).pathname
    assert.equal(moved, '/p02/API/Bulk/2.0/')
    const there = await sandbox.ask('GET', `${moved}contacts/lists`, { headers: { authorization: basic } })
    assert.equal(there.status, 200)
    assert.equal((await sandbox.call('GET', '/contacts/lists')).status, 401)
  })
})

describe('a pod that moves without another path', () => {
  it('answers 401 until /id is read again', async () => {
    const sandbox = await openSandbox({ faults: ['pod-move=same'] })
    assert.equal((await sandbox.call('GET', '/syncs')).status, 401)
    await sandbox.ask('GET', '/id', { headers: { authorization: basic } })
    assert.equal((await sandbox.call('GET', '/syncs')).status, 200)
  })
})
