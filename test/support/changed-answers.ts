import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { StageName } from '@dwmops/fleet'
import type { TestMongo } from '@dwmops/local-mongo/testing'
import { type StageCase, withStageCase } from './stage-case.ts'

/** What a JSON answer becomes on its way; `path` is that of the request, below the host, with its query. */
export type Change = (json: Record<string, unknown>, path: string) => Record<string, unknown>

/** A request as it came, and what it is answered with in place of the sandbox: undefined leaves it to that. */
export type AnswerInstead = (asked: AskedRequest) => OwnAnswer | undefined

export interface AskedRequest {
  readonly method: string
  /** Below the host, with its query. */
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface OwnAnswer {
  readonly status: number
  /** Beside the status, in place of its usual words. */
  readonly words?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string
}

/** Stands in front of a sandbox and changes answers of its own choosing: an Eloqua that says something else. */
export interface ChangedAnswers {
  readonly port: number
  /** Settings of a stage that is to meet it. */
  readonly settings: Readonly<Record<string, string>>
  /** Changes answers from here on; undefined leaves them as they are. */
  change(change: Change | undefined): void
  /** Answers by itself from here on, where the function does; undefined ends that. */
  answerInstead(answer: AnswerInstead | undefined): void
  stop(): Promise<void>
}

/** Forwards to the sandbox at `url`; over TLS with a certificate. */
export async function changedAnswers(
  url: string,
  tls?: { readonly key: string; readonly cert: string },
): Promise<ChangedAnswers> {
  let current: Change | undefined
  let instead: AnswerInstead | undefined
  const scheme = tls === undefined ? 'http' : 'https'
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const own = `${scheme}://${request.headers.host}`
    const change: Change = (json, path) => current?.(json, path) ?? json
    forward(request, response, { url, own, change, instead }).catch(() => response.destroy())
  }
  const server = tls === undefined ? createServer(answer) : createTlsServer(tls, answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    settings: { ELOQUA_LOGIN_URL: `${scheme}://127.0.0.1:${port}/id` },
    change: (next) => {
      current = next
    },
    answerInstead: (next) => {
      instead = next
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

interface Forwarding {
  readonly url: string
  readonly own: string
  readonly change: Change
  readonly instead: AnswerInstead | undefined
}

/** The sandbox names the host that it is asked under, so that all later requests come here as well. */
async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  { url, own, change, instead }: Forwarding,
): Promise<void> {
  // a proxy is asked for whole addresses
  const path = (request.url ?? '/').replace(/^https?:\/\/[^/]*/, '')
  const { authorization = '', 'content-type': type = 'application/json' } = request.headers
  const body = Buffer.concat(await request.toArray())
  const { method = 'GET', headers } = request
  const ownAnswer = instead?.({ method, path, headers, body: body.toString('utf8') })
  if (ownAnswer !== undefined) {
    const { status, words = STATUS_CODES[status], headers: added, body: said } = ownAnswer
    response.writeHead(status, words, { 'content-type': 'application/json', ...added }).end(said)
    return
  }
  const answer = await fetch(url + path, {
    method,
    headers: { authorization, 'content-type': type, accept: 'application/json' },
    ...(body.length > 0 && { body }),
  })
  const text = (await answer.text()).replaceAll(url, own)
  response.writeHead(answer.status, { 'content-type': 'application/json' })
  const json: unknown = text === '' ? undefined : JSON.parse(text)
  response.end(isObject(json) ? JSON.stringify(change(json, path)) : text)
}

function isObject(json: unknown): json is Record<string, unknown> {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}

/** Opens a case whose Eloqua may say something else than the sandbox, and ends both however the work ends. */
export async function withChangedAnswers(
  database: TestMongo,
  stage: StageName,
  work: (one: StageCase, answers: ChangedAnswers) => Promise<void>,
): Promise<void> {
  await withStageCase(database, stage, {}, async (one) => {
    const answers = await changedAnswers(one.sandbox.url)
    try {
      await work(one, answers)
    } finally {
      await answers.stop()
    }
  })
}
