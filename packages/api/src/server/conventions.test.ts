import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { MongoClient } from 'mongodb'
import { openContext } from '../open-context.ts'
import { testApi } from '../testing/test-api.ts'
import { buildServer } from './build-server.ts'

const api = testApi({ heavyPerMinute: 1_000, loginsPerMinute: 3 })

describe('the server', () => {
  it('takes a request id that is fit for a log, and makes one otherwise', async () => {
    const idFor = async (id: string) => {
      const { headers } = await api.server.inject({ url: '/healthz', headers: { 'x-request-id': id } })
      return headers['x-request-id']
    }
    assert.equal(await idFor('from-the-router.1'), 'from-the-router.1')
    for (const odd of ['short', 'with blank in it', 'x'.repeat(65)])
      assert.match(String(await idFor(odd)), /^[\w-]{36}$/)
  })

  it('answers with problems that say what to do, under the id of the request', async () => {
    const headers = { ...api.as('operator'), 'x-request-id': 'request-1' }
    const refused = await api.server.inject({ url: '/runs?limit=0', headers })
    assert.equal(refused.headers['content-type'], 'application/problem+json; charset=utf-8')
    assert.deepEqual(refused.json(), {
      type: 'about:blank',
      title: 'Bad Request',
      status: 400,
      detail: 'request does not match the schema: querystring/limit must be >= 1',
      code: 'INVALID_REQUEST',
      requestId: 'request-1',
      errors: [{ path: 'querystring/limit', message: 'must be >= 1' }],
    })
    const rows: [
      url: string,
      method: 'GET' | 'PATCH' | 'POST',
      payload: string | undefined,
      status: number,
    ][] = [
      ['/nowhere', 'GET', undefined, 404],
      ['/runs/none', 'GET', undefined, 404],
      ['/runs', 'PATCH', undefined, 405],
      ['/runs?stagee=get-contacts', 'GET', undefined, 400],
      ['/runs?cursor=abc', 'GET', undefined, 400],
      ['/analytics/rules?days=1e309', 'GET', undefined, 400],
      ['/dead-letters/redrive', 'POST', '{}', 400],
      ['/dead-letters/redrive', 'POST', '{"all":"true"}', 400],
      ['/dead-letters/redrive', 'POST', '{', 400],
      ['/dead-letters/redrive', 'POST', `{"queue":"${'x'.repeat(1_000_001)}"}`, 413],
    ]
    for (const [url, method, payload, status] of rows) {
      const type = payload === undefined ? {} : { 'content-type': 'application/json' }
      const { statusCode, json } = await api.server.inject({
        ...{ url, method, headers: { ...headers, ...type } },
        ...(payload !== undefined && { payload }),
      })
      assert.deepEqual(
        [statusCode, json().status],
        [status, status],
        `${method} ${url} ${payload?.slice(0, 20)}`,
      )
    }
    const text = { ...headers, 'content-type': 'text/plain' }
    const plain = await api.server.inject({
      method: 'POST',
      url: '/dead-letters/redrive',
      headers: text,
      payload: 'x',
    })
    assert.equal(plain.statusCode, 415)
  })

  it('lets no other site frame, read or script it', async () => {
    const headers = { ...api.as('reader'), origin: 'https://elsewhere.example.com' }
    const { headers: got } = await api.server.inject({ url: '/docs', headers })
    assert.equal(got['access-control-allow-origin'], undefined)
    const policy = String(got['content-security-policy'])
    assert.match(policy, /default-src 'none'/)
    assert.doesNotMatch(policy, /unsafe|https?:/)
    assert.equal(got['x-content-type-options'], 'nosniff')
    assert.equal(got['cache-control'], 'no-store')
  })

  it('bounds how often one address may log in', async () => {
    const statuses: number[] = []
    for (let at = 0; at < 4; at += 1) {
      const answer = await api.server.inject({
        method: 'POST',
        url: '/session',
        payload: { token: 'dwm_guess' },
      })
      statuses.push(answer.statusCode)
      if (answer.statusCode === 429) assert.ok(Number(answer.headers['retry-after']) > 0)
    }
    assert.deepEqual(statuses, [401, 401, 401, 429])
  })

  it('says 503 and when to come back while the database is unavailable, and stays alive', async () => {
    const client = new MongoClient('mongodb://127.0.0.1:1', { serverSelectionTimeoutMS: 50 })
    const { settings, log } = api.context
    const away = await buildServer(openContext({ settings, log, client }))
    const healthy = await away.inject({ url: '/healthz' })
    const ready = await away.inject({ url: '/readyz' })
    const asked = await away.inject({ url: '/queues', headers: api.as('reader') })
    await away.close()
    await client.close()
    assert.deepEqual([healthy.statusCode, ready.statusCode, asked.statusCode], [200, 503, 503])
    assert.equal(asked.json().code, 'DATABASE_UNAVAILABLE')
    assert.equal(asked.headers['retry-after'], '5')
  })
})
