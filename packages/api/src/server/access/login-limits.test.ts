import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, it } from 'node:test'
import { testApi } from '../../testing/test-api.ts'
import { buildServer } from '../build-server.ts'

const api = testApi({ heavyPerMinute: 1_000, loginsPerMinute: 5 })

describe('wrong tokens', () => {
  const guess = (at: number) => `dwm_${String(at).padStart(40, '0').split('').reverse().join('')}`

  it('are counted, right ones are not, and a client behind the proxy shuts out no other', async () => {
    const server = await api.with({ API_TRUSTED_PROXIES: '1' })
    const good = api.as('reader').authorization.slice('Bearer '.length)
    const login = async (token: string, client: string) => {
      const headers = { 'x-forwarded-for': `198.51.100.1, ${client}` }
      return (await server.inject({ method: 'POST', url: '/session', headers, payload: { token } }))
        .statusCode
    }
    for (let at = 0; at < 12; at += 1) assert.equal(await login(good, '203.0.113.7'), 200)
    const wrong: number[] = []
    for (let at = 0; at < 7; at += 1) wrong.push(await login(guess(at), '203.0.113.8'))
    assert.deepEqual(wrong, [401, 401, 401, 401, 401, 429, 429])
    assert.equal(await login(api.as('editor').authorization.slice(7), '203.0.113.9'), 200)
    assert.equal(await login(good, '203.0.113.8'), 200)
  })

  it('are bounded by their beginning too, from however many clients', async () => {
    const server = await api.with({ API_TRUSTED_PROXIES: '1' })
    const statuses: number[] = []
    for (let at = 0; at < 6; at += 1) {
      const headers = { authorization: `Bearer dwm_sameprefix${at}`, 'x-forwarded-for': `203.0.113.${at}` }
      statuses.push((await server.inject({ url: '/queues', headers })).statusCode)
    }
    assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429])
  })

  it('of a bearer are bounded, whatever the client says of its address', async () => {
    const server = await api.with({})
    const statuses: number[] = []
    for (let at = 0; at < 6; at += 1) {
      const headers = { authorization: `Bearer ${guess(at)}`, 'x-forwarded-for': `203.0.113.${at}` }
      const { statusCode, headers: got } = await server.inject({ url: '/queues', headers })
      statuses.push(statusCode)
      if (statusCode === 429) assert.ok(Number(got['retry-after']) > 0)
    }
    assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429])
  })
})

describe('a proxy that is trusted for addresses', () => {
  it('does not make another machine loopback, which is believed to be the OAuth proxy', async () => {
    const server = await api.with({
      ...{ API_TRUSTED_PROXIES: '1', API_PROXY_USER_HEADER: 'x-user', API_PROXY_ROLES: '*=operator' },
    })
    const headers = { 'x-user': 'ann', 'x-forwarded-for': '127.0.0.1' }
    const asked = await server.inject({ url: '/session', headers, remoteAddress: '203.0.113.5' })
    assert.equal(asked.statusCode, 401)
  })
})

describe('a request whose body does not come', () => {
  it('is ended, without a login too', async () => {
    const limits = { ...api.context.limits, requestMs: 300 }
    const server = await buildServer({ ...api.context, limits })
    try {
      await server.listen({ host: '127.0.0.1', port: 0 })
      const socket = connect((server.server.address() as AddressInfo).port, '127.0.0.1')
      await once(socket, 'connect')
      socket.write(
        'POST /session HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{',
      )
      assert.match(await text(socket), /^HTTP\/1\.1 408 /)
    } finally {
      await server.close()
    }
  })

  it('may take a minute, unless a test says otherwise', () => {
    assert.equal(api.context.limits.requestMs, 60_000)
    assert.equal(api.server.server.requestTimeout, 60_000)
  })
})
