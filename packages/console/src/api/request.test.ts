import assert from 'node:assert/strict'
import { afterEach, describe, it, mock } from 'node:test'
import type { ApiProblem } from './problem.ts'
import { type Asking, request, requestFile } from './request.ts'

const heard: string[] = []
const world = globalThis as unknown as Record<string, unknown>

/** What a request sends where the server gives this answer, and what comes of it. */
async function asked(path: string, asking: Asking, answer: () => Response, ask = request<unknown>) {
  world['dispatchEvent'] = (event: Event) => void heard.push(event.type)
  const sent = mock.method(globalThis, 'fetch', async (_: string, _options: RequestInit) => answer())
  const came: unknown = await ask(path, asking).catch((error: unknown) => error)
  const [url = '', options = {}] = sent.mock.calls[0]?.arguments ?? []
  return { came, url, options, headers: options.headers as Record<string, string> }
}

const ok = () => Response.json({ a: 1 })

describe('request', () => {
  afterEach(() => {
    mock.restoreAll()
    delete world['dispatchEvent']
    heard.length = 0
  })

  it('sends what is asked for, without what is not', async () => {
    const { came, url, options, headers } = await asked(
      '/rules',
      { query: { a: 1, b: '', c: undefined } },
      ok,
    )
    assert.deepEqual([came, url, options.method, options.body], [{ a: 1 }, '/rules?a=1', 'GET', undefined])
    assert.deepEqual(headers, { accept: 'application/json' })
    assert.equal((await asked('/rules', {}, ok)).url, '/rules')
  })

  it('names a change as one of this console, and only if the thing is as it was', async () => {
    const asking = { method: 'PUT', body: { a: 1 }, ifMatch: 'v1' } as const
    const { options, headers } = await asked('/rules/1', asking, ok)
    assert.equal(options.body, '{"a":1}')
    assert.deepEqual(headers, {
      accept: 'application/json',
      'content-type': 'application/json',
      'if-match': '"v1"',
      'x-dwm-csrf': '1',
    })
  })

  it('is undefined where there is no content', async () => {
    assert.equal((await asked('/rules/1', {}, () => new Response(null, { status: 204 }))).came, undefined)
  })

  it('says that the session has ended, but not for a refused login', async () => {
    const refused = () => Response.json({ title: 'no' }, { status: 401 })
    await asked('/session', {}, refused)
    assert.deepEqual(heard, [])
    assert.equal(((await asked('/rules', {}, refused)).came as ApiProblem).status, 401)
    assert.deepEqual(heard, ['console:signed-out'])
    await asked('/rules', {}, () => Response.json({ title: 'no' }, { status: 403 }))
    assert.equal(heard.length, 1)
  })

  it('says in words that the server cannot be reached, unless the page has given up', async () => {
    const fail = () => {
      throw new TypeError('fetch failed')
    }
    assert.match(String((await asked('/rules', {}, fail)).came), /cannot be reached/)
    const { came } = await asked('/rules', { signal: AbortSignal.abort() }, fail)
    assert.ok(came instanceof TypeError)
  })
})

describe('requestFile', () => {
  afterEach(() => mock.restoreAll())

  it('says that a file broke off', async () => {
    const broken = () => {
      const body = new ReadableStream({ pull: (controller) => controller.error(new Error('reset')) })
      return new Response(body)
    }
    assert.match(String((await asked('/runs.csv', {}, broken, requestFile)).came), /broke off/)
    const { came, headers } = await asked('/runs.csv', {}, () => new Response('a'), requestFile)
    assert.equal(await (came as Blob).text(), 'a')
    assert.equal(headers['accept'], 'text/csv')
  })
})
