import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a JSON answer becomes on its way; `path` is that of the request, below the host, with its query. */
export type Change = (json: Record<string, unknown>, path: string) => Record<string, unknown>

/** Stands in front of a sandbox and changes answers of its own choosing: an Eloqua that says something else. */
export interface ChangedAnswers {
  /** Settings of a stage that is to meet it. */
  readonly settings: Readonly<Record<string, string>>
  /** Changes answers from here on; undefined leaves them as they are. */
  change(change: Change | undefined): void
  stop(): Promise<void>
}

/** Forwards to the sandbox at `url`. */
export async function changedAnswers(url: string): Promise<ChangedAnswers> {
  let current: Change | undefined
  const server = createServer((request, response) => {
    forward(request, response, url, (json, path) => current?.(json, path) ?? json).catch(() =>
      response.destroy(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    settings: { ELOQUA_LOGIN_URL: `${own}/id` },
    change: (next) => {
      current = next
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The sandbox names the host that it is asked under, so that all later requests come here as well. */
async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  url: string,
  change: Change,
): Promise<void> {
  const path = request.url ?? '/'
  const { authorization = '', 'content-type': type = 'application/json', host = '' } = request.headers
  const body = Buffer.concat(await request.toArray())
  const answer = await fetch(url + path, {
    method: request.method ?? 'GET',
    headers: { authorization, 'content-type': type, accept: 'application/json' },
    ...(body.length > 0 && { body }),
  })
  const text = (await answer.text()).replaceAll(url, `http://${host}`)
  response.writeHead(answer.status, { 'content-type': 'application/json' })
  const json: unknown = text === '' ? undefined : JSON.parse(text)
  response.end(isObject(json) ? JSON.stringify(change(json, path)) : text)
}

function isObject(json: unknown): json is Record<string, unknown> {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}
