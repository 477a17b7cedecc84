import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, beforeEach, describe, it } from 'node:test'
import { inspect } from 'node:util'
import {
  type ConnectOptions,
  connectEloqua,
  EloquaAuthError,
  EloquaError,
  EloquaOptionsError,
  EloquaResponseError,
  EloquaTimeoutError,
  EloquaUnavailableError,
  type RequestEvent,
} from './index.ts'
import { fixture, type ScriptedServer, startScriptedServer } from './testing.ts'

const credentials = { company: 'EXAMPLE', username: 'svc.batch', password: 'the-secret' }
const retry = { attempts: 3, firstWaitMs: 1, maxWaitMs: 20 }

let server: ScriptedServer

before(async () => {
  server = await startScriptedServer()
})
after(() => server.stop())
beforeEach(() => {
  server.seen.length = 0
  server.on('GET /id', { text: fixture('discovery').replaceAll('BASE', server.url) })
  server.on('GET /contacts/lists', 'lists')
})

function connect(options: Partial<ConnectOptions> = {}) {
  return connectEloqua({ loginUrl: server.loginUrl, credentials, retry, ...options })
}

describe('connectEloqua', () => {
  it('learns who it is and where the instance lives', async () => {
    const eloqua = await connect()
    assert.deepEqual(eloqua.site, { id: '42001', name: 'ExampleCo' })
    assert.equal(eloqua.user.username, 'svc.batch')
    assert.equal(eloqua.baseUrl(), `${server.url}/API/Bulk/2.0/`)
  })

  it('sends company, user and password as Basic on every call', async () => {
    await (await connect()).lists.all()
    const expected = `Basic ${Buffer.from('EXAMPLE\\svc.batch:the-secret').toString('base64')}`
    assert.deepEqual(
      server.seen.map(({ authorization }) => authorization),
      [expected, expected],
    )
  })

  it('discovers once for many calls', async () => {
    const eloqua = await connect()
    await Promise.all([eloqua.lists.all(), eloqua.lists.all(), eloqua.lists.all()])
    assert.equal(server.count('GET /id'), 1)
  })

  it('takes 200 with "Not authenticated." as refused credentials', async () => {
    server.on('GET /id', { text: '"Not authenticated."' })
    await assert.rejects(connect(), EloquaAuthError)
  })

  for (const [how, reply] of Object.entries({
    'a text under 200': { text: '"Not authenticated."' },
    'a 401': { status: 401 },
  })) {
    it(`names a disabled user and the IP allow-list as causes of ${how}`, async () => {
      server.on('GET /id', reply)
      await assert.rejects(connect(), /disabled.*IP allow-list/)
    })
  }

  it('takes 401 as refused credentials and does not send the password twice', async () => {
    server.on('GET /id', { status: 401 })
    await assert.rejects(connect(), EloquaAuthError)
    assert.equal(server.count('GET /id'), 1)
  })

  it('tries the discovery again after a fault', async () => {
    const text = fixture('discovery').replaceAll('BASE', server.url)
    server.on('GET /id', { status: 503 }, (response) => void response.destroy(), { text })
    await connect()
    assert.equal(server.count('GET /id'), 3)
  })

  it('says when Eloqua is unavailable, and what was tried', async () => {
    server.on('GET /id', { status: 503, headers: { 'x-request-id': 'ff00/7' } })
    await assert.rejects(connect(), (error) => {
      assert.ok(error instanceof EloquaUnavailableError)
      assert.deepEqual(
        [error.code, error.method, error.path, error.status, error.requestId, error.attempts],
        ['ELOQUA_UNAVAILABLE', 'GET', '/id', 503, 'ff00/7', 3],
      )
      return true
    })
  })

  it('says so when nothing listens', async () => {
    const gone = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => gone.once('listening', resolve))
    const { port } = gone.address() as AddressInfo
    await new Promise((resolve) => gone.close(resolve))
    await assert.rejects(connect({ loginUrl: `http://127.0.0.1:${port}/id` }), EloquaUnavailableError)
  })

  it('refuses an answer that is no discovery', async () => {
    server.on('GET /id', { json: { site: {} } })
    await assert.rejects(connect(), EloquaResponseError)
    server.on('GET /id', { text: '<html>maintenance</html>' })
    await assert.rejects(connect(), EloquaResponseError)
  })

  it('refuses options that cannot work', async () => {
    await assert.rejects(connect({ loginUrl: 'eloqua' }), EloquaOptionsError)
    await assert.rejects(
      connect({ credentials: { oauth: { clientId: 'a', clientSecret: 'b' } } }),
      EloquaOptionsError,
    )
  })

  it('discovers again after a 401 and goes on at the new pod', async () => {
    const pod = await startScriptedServer()
    try {
      const eloqua = await connect()
      pod.on('GET /contacts/lists', 'lists')
      server.on('GET /contacts/lists', { status: 401 })
      server.on('GET /id', { text: fixture('discovery').replaceAll('BASE', pod.url) })
      const lists = await Promise.all([eloqua.lists.all(), eloqua.lists.all()])
      assert.deepEqual(
        lists.map(({ length }) => length),
        [2, 2],
      )
      assert.equal(server.count('GET /id'), 2)
      assert.equal(eloqua.baseUrl(), `${pod.url}/API/Bulk/2.0/`)
    } finally {
      await pod.stop()
    }
  })

  it('stops after one new discovery', async () => {
    const eloqua = await connect()
    server.on('GET /contacts/lists', { status: 401 })
    await assert.rejects(eloqua.lists.all(), EloquaAuthError)
    assert.equal(server.count('GET /contacts/lists'), 2)
    assert.equal(server.count('GET /id'), 2)
  })

  it('ends a try that gets no answer, and tries again', async () => {
    const eloqua = await connect({ timeouts: { idleMs: 2_000 } })
    server.on('GET /contacts/lists', () => undefined, 'lists')
    assert.equal((await eloqua.lists.all()).length, 2)
    assert.equal(server.count('GET /contacts/lists'), 2)
  })

  it('ends a try whose answer falls silent, and says so after the last one', async () => {
    const eloqua = await connect({ timeouts: { idleMs: 2_000 } })
    server.on('GET /contacts/lists', (response) => void response.writeHead(200).write('{"items":['))
    await assert.rejects(eloqua.lists.all(), EloquaTimeoutError)
    assert.equal(server.count('GET /contacts/lists'), 3)
  })

  it('stops at the deadline, whatever the limits of tries and waits', async () => {
    const eloqua = await connect({
      deadlineAt: Date.now() + 3_000,
      retry: { attempts: 1000, firstWaitMs: 100, maxWaitMs: 100 },
    })
    server.on('GET /contacts/lists', { status: 503 })
    await assert.rejects(eloqua.lists.all(), EloquaError)
    assert.ok(server.count('GET /contacts/lists') < 1000)
    const late = eloqua.lists.all({ deadlineAt: Date.now() })
    await assert.rejects(late, (error) => error instanceof EloquaTimeoutError && error.deadline)
  })

  it('throws the reason of the signal, of connect or of the call', async () => {
    const stop = new AbortController()
    const eloqua = await connect({ signal: stop.signal })
    server.on('GET /contacts/lists', () => stop.abort(new Error('stop requested')))
    await assert.rejects(eloqua.lists.all(), /stop requested/)
    const other = await connect()
    await assert.rejects(other.lists.all({ signal: AbortSignal.abort(new Error('not now')) }), /not now/)
  })

  it('waits as long as a 429 asks', async () => {
    const eloqua = await connect({ retry: { attempts: 2, firstWaitMs: 1, maxWaitMs: 5000 } })
    server.on('GET /contacts/lists', { status: 429, headers: { 'retry-after': '1' } }, 'lists')
    const startedAt = performance.now()
    await eloqua.lists.all()
    assert.ok(performance.now() - startedAt >= 990)
  })

  it('reports each try without bodies or query values', async () => {
    const events: RequestEvent[] = []
    const eloqua = await connect({ onRequest: (event) => events.push(event) })
    server.on('GET /contacts/lists', { status: 500 }, (response) => void response.destroy(), 'lists')
    await eloqua.lists.find('DWM - Export Queue')
    const path = '/API/Bulk/2.0/contacts/lists?limit&offset&q'
    assert.deepEqual(
      events.slice(1).map(({ durationMs, ...event }) => ({ ...event, timed: durationMs >= 0 })),
      [
        { method: 'GET', path, status: 500, attempt: 1, requestId: 'abc/1', timed: true },
        { method: 'GET', path, status: undefined, attempt: 2, requestId: undefined, timed: true },
        { method: 'GET', path, status: 200, attempt: 3, requestId: 'abc/1', timed: true },
      ],
    )
  })

  it('lets no password, header or address into an error', async () => {
    const eloqua = await connect()
    const faults = [
      { status: 500, text: 'no such user ann@example.com' },
      { status: 400, text: fixture('refused-bulk') },
      { status: 400, text: fixture('refused-application') },
      { text: '{"items": ann@example.com' },
      { json: { items: [{ name: 'ann@example.com' }] } },
    ]
    for (const fault of faults) {
      server.on('GET /contacts/lists', fault)
      const error = await eloqua.lists.all().catch((caught: unknown) => caught)
      assert.ok(error instanceof EloquaError)
      const shown = `${inspect(error, { depth: 20, showHidden: true })} ${error.stack} ${JSON.stringify(error)}`
      assert.doesNotMatch(shown, /the-secret|ann@|Basic|authorization/i)
    }
    server.on('GET /contacts/lists', (response) => void response.destroy())
    const error = await eloqua.lists.all().catch((caught: unknown) => caught)
    assert.doesNotMatch(inspect(error, { depth: 20, showHidden: true }), /the-secret|Basic|authorization/i)
  })
})
