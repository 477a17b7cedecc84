import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createToken, revokeToken } from '@dwmops/access'
import { testApi } from '../../testing/test-api.ts'

const api = testApi()

async function login(token: string, host = '127.0.0.1') {
  const { statusCode, headers } = await api.server.inject({
    method: 'POST',
    url: '/session',
    headers: { host },
    payload: { token },
  })
  const setCookie = String(headers['set-cookie'] ?? '')
  return { statusCode, setCookie, cookie: setCookie.split(';')[0] ?? '' }
}

describe('a token', () => {
  it('is nowhere in the database', async () => {
    const { queueDb } = api.context
    const { token } = await createToken(queueDb, { name: 'someone', role: 'reader', createdBy: 'test' })
    const { cookie } = await login(token)
    for (const { name } of await queueDb.listCollections().toArray()) {
      const text = JSON.stringify(await queueDb.collection(name).find().toArray())
      assert.ok(!text.includes(token) && !text.includes(cookie.slice('dwm_session='.length)), name)
    }
  })

  it('is taken with its scheme in either case', async () => {
    const { authorization } = api.as('reader')
    for (const scheme of ['bearer', 'BEARER']) {
      const headers = { authorization: authorization.replace('Bearer', scheme) }
      assert.equal((await api.server.inject({ url: '/queues', headers })).statusCode, 200)
    }
  })

  it('is refused when unknown, revoked or over', async () => {
    const { queueDb } = api.context
    const facts = { name: 'someone', role: 'reader', createdBy: 'test' } as const
    const revoked = await createToken(queueDb, facts)
    assert.ok(await revokeToken(queueDb, revoked.tokenId))
    const over = await createToken(queueDb, { ...facts, expireAt: new Date(Date.now() - 1) })
    for (const token of ['dwm_unknown', revoked.token, over.token, '']) {
      const headers = { authorization: `Bearer ${token}` }
      const { statusCode, headers: got } = await api.server.inject({ url: '/queues', headers })
      assert.equal(statusCode, 401)
      assert.match(String(got['www-authenticate']), /^Bearer/)
    }
  })
})

describe('a session', () => {
  it('sees with its cookie alone, and changes only with the header that no other site can set', async () => {
    const { token } = await createToken(api.context.queueDb, {
      name: 'op',
      role: 'operator',
      createdBy: 'test',
    })
    const { cookie, setCookie } = await login(token)
    assert.match(setCookie, /; HttpOnly; SameSite=Strict$/)
    const me = await api.server.inject({ url: '/session', headers: { cookie } })
    assert.deepEqual([me.json().who, me.json().role, me.json().via], ['op', 'operator', 'session'])
    const redrive = (headers: Record<string, string>) =>
      api.server.inject({
        method: 'POST',
        url: '/dead-letters/redrive?expected=0&before=2026-01-01T00:00:00Z',
        headers: { cookie, ...headers },
        payload: { all: true },
      })
    assert.equal((await redrive({})).json().code, 'CSRF')
    assert.equal((await redrive({ 'x-dwm-csrf': '1', 'sec-fetch-site': 'cross-site' })).json().code, 'CSRF')
    assert.equal((await redrive({ 'x-dwm-csrf': '1', 'sec-fetch-site': 'same-origin' })).statusCode, 200)
  })

  it('goes over TLS alone, but on this machine', async () => {
    const { token } = await createToken(api.context.queueDb, { name: 'x', role: 'reader', createdBy: 'test' })
    assert.match((await login(token, 'dwm.example.com')).setCookie, /; Secure$/)
    assert.doesNotMatch((await login(token, 'localhost:8080')).setCookie, /Secure/)
  })

  it('ends by logout, and with its token', async () => {
    const { queueDb } = api.context
    const { token, tokenId } = await createToken(queueDb, { name: 'x', role: 'reader', createdBy: 'test' })
    const statusOf = async (cookie: string) =>
      (await api.server.inject({ url: '/queues', headers: { cookie } })).statusCode
    const first = await login(token)
    const second = await login(token)
    assert.deepEqual([await statusOf(first.cookie), await statusOf(second.cookie)], [200, 200])
    const headers = { cookie: first.cookie, 'x-dwm-csrf': '1' }
    await api.server.inject({ method: 'DELETE', url: '/session', headers })
    assert.deepEqual([await statusOf(first.cookie), await statusOf(second.cookie)], [401, 200])
    await revokeToken(queueDb, tokenId)
    assert.equal(await statusOf(second.cookie), 401)
  })

  it('that has ended is refused with the reason', async () => {
    const { queueDb } = api.context
    const { token, tokenId } = await createToken(queueDb, { name: 'x', role: 'reader', createdBy: 'test' })
    const { cookie, setCookie } = await login(token)
    const codeFor = async (headers: Record<string, string>) =>
      (await api.server.inject({ url: '/session', headers })).json().code
    const session = queueDb.collection('apiSessions')
    const { expireAt } = (await session.findOne({ tokenId })) ?? assert.fail('no session')
    const cookieEnd = new Date(/Expires=([^;]+)/.exec(setCookie)?.[1] ?? '')
    assert.ok(cookieEnd > expireAt, 'the cookie is gone before anybody could ask why')
    // a moment ago: what ended long ago is deleted by the database, at any time
    await session.updateOne({ tokenId }, { $set: { expireAt: new Date(Date.now() - 1_000) } })
    assert.equal(await codeFor({ cookie }), 'SESSION_EXPIRED')
    await revokeToken(queueDb, tokenId)
    assert.equal(await codeFor({ cookie }), 'SESSION_REVOKED')
    await session.deleteMany({ tokenId })
    assert.equal(await codeFor({ cookie }), 'SESSION_UNKNOWN')
    assert.equal(await codeFor({}), 'UNAUTHENTICATED')
    assert.equal(await codeFor({ cookie, authorization: 'Bearer dwm_unknown' }), 'UNAUTHENTICATED')
  })

  it('is opened once by a login link, which is no bearer token', async () => {
    const facts = { name: 'x', role: 'reader', createdBy: 'test', once: true } as const
    const { token } = await createToken(api.context.queueDb, facts)
    const headers = { authorization: `Bearer ${token}` }
    assert.equal((await api.server.inject({ url: '/queues', headers })).statusCode, 401)
    assert.equal((await login(token)).statusCode, 200)
    assert.equal((await login(token)).statusCode, 401)
  })
})

describe('an OAuth proxy', () => {
  const roles = 'fleet-people=editor,cn=ops;ou=x=operator'
  const believed = { API_PROXY_USER_HEADER: 'X-Forwarded-User', API_PROXY_ROLES: roles }
  const secret = 'a shared secret of the proxy'

  it('is believed from this pod alone, when it shares no secret', async () => {
    const server = await api.with(believed)
    const headers = { 'x-forwarded-user': 'ann', 'x-forwarded-groups': 'others, fleet-people' }
    const here = await server.inject({ url: '/session', headers, remoteAddress: '127.0.0.1' })
    assert.deepEqual([here.json().who, here.json().role, here.json().via], ['ann', 'editor', 'proxy'])
    const away = await server.inject({ url: '/session', headers, remoteAddress: '10.0.0.7' })
    assert.equal(away.statusCode, 401)
  })

  it('is believed with its secret alone, when there is one, from wherever it connects', async () => {
    const server = await api.with({ ...believed, API_PROXY_SECRET: secret })
    const ask = async (given: Record<string, string>, remoteAddress = '127.0.0.1') => {
      const headers = { 'x-forwarded-user': 'ann', 'x-forwarded-groups': 'cn=ops;ou=x', ...given }
      return (await server.inject({ url: '/session', headers, remoteAddress })).statusCode
    }
    assert.equal(await ask({ 'x-dwm-proxy-secret': secret }, '10.0.0.7'), 200)
    assert.equal(await ask({ 'x-dwm-proxy-secret': 'another' }), 401)
    assert.equal(await ask({}), 401)
  })

  it('gives no role to groups that have none, and is not believed at all unless a setting says so', async () => {
    const headers = { 'x-forwarded-user': 'ann', 'x-forwarded-groups': 'constructor,others' }
    for (const server of [await api.with(believed), api.server])
      assert.equal((await server.inject({ url: '/session', headers })).statusCode, 401)
  })
})
