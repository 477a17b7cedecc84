import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, beforeEach } from 'node:test'
import { type ConnectOptions, connectEloqua, type Eloqua } from './index.ts'

/** A request as the server saw it. */
export type Seen = {
  method: string
  path: string
  query: URLSearchParams
  authorization: string
  body: string
}

/** What to answer: a fixture's name, JSON with a status, or anything by hand. */
export type Reply =
  | string
  | { status?: number; json?: unknown; text?: string; headers?: Record<string, string> }
  | ((response: ServerResponse, seen: Seen) => void | Promise<void>)

/** A real HTTP server on 127.0.0.1 whose answers are given beforehand; several for one route are given one after another, the last for ever. */
export type ScriptedServer = {
  url: string
  loginUrl: string
  seen: Seen[]
  on(route: string, ...replies: Reply[]): void
  /** requests so far, such as `POST /syncs` */
  count(route: string): number
  stop(): Promise<void>
}

const bulk = /^\/api\/bulk\/2\.0\/*/i

export async function startScriptedServer(): Promise<ScriptedServer> {
  const routes = new Map<string, Reply[]>()
  const seen: Seen[] = []
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = new URL(request.url ?? '/', url)
    const path = target.pathname.replace(bulk, '/')
    const { authorization = '' } = request.headers
    const method = request.method ?? 'GET'
    const body = await textOf(request)
    const one: Seen = { method, path, query: target.searchParams, authorization, body }
    seen.push(one)
    const replies = routes.get(`${method} ${path}`) ?? []
    const reply = (replies.length > 1 ? replies.shift() : replies[0]) ?? { status: 404 }
    await give(response, reply, one)
  }

  const scripted: ScriptedServer = {
    url,
    loginUrl: `${url}/id`,
    seen,
    on: (route, ...replies) => void routes.set(route, replies),
    count: (route) => seen.filter(({ method, path }) => `${method} ${path}` === route).length,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  scripted.on('GET /id', { text: fixture('discovery').replaceAll('BASE', url) })
  return scripted
}

/** Logs in to a scripted server; tries again at once. */
function connectTo({ loginUrl }: ScriptedServer, options: Partial<ConnectOptions> = {}): Promise<Eloqua> {
  const credentials = { company: 'EXAMPLE', username: 'svc.batch', password: 'the-secret' }
  const retry = { attempts: 3, firstWaitMs: 1, maxWaitMs: 20 }
  return connectEloqua({ loginUrl, credentials, retry, ...options })
}

/** A scripted server and a client of it, for the tests of one file; what was seen is forgotten before each. */
export async function connectedForTests(
  options: Partial<ConnectOptions> = {},
): Promise<{ readonly server: ScriptedServer; readonly eloqua: Eloqua }> {
  const server = await startScriptedServer()
  after(() => server.stop())
  beforeEach(() => {
    server.seen.length = 0
  })
  return { server, eloqua: await connectTo(server, options) }
}

/** A recorded answer, with invented people in it. */
export function fixture(name: string): string {
  return readFileSync(new URL(`../testdata/${name}.json`, import.meta.url), 'utf8')
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) text += chunk
  return text
}

async function give(response: ServerResponse, reply: Reply, seen: Seen): Promise<void> {
  if (typeof reply === 'function') return await reply(response, seen)
  const {
    status = 200,
    json,
    text,
    headers = {},
  } = typeof reply === 'string' ? { text: fixture(reply) } : reply
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'x-request-id': 'abc/1',
    ...headers,
  })
  response.end(json === undefined ? text : JSON.stringify(json))
}
