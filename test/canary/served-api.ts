import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { waitUntil } from '@dwmops/local-mongo/testing'
import { repository } from '../support/kube-manifests.ts'
import { type ApiRequest, apiRequests } from './api-requests.ts'
import { secrets } from './canaries.ts'
import type { CanaryFleet, Printed } from './canary-fleet.ts'

export interface ServedApi {
  /** Asks all that there is to ask; each answer with its status and headers. */
  askAll(token: string): Promise<readonly { readonly request: ApiRequest; readonly answer: string }[]>
  /** The secret of the session, which its answer must show to the browser. */
  logIn(token: string): Promise<string>
  /** All that it printed. */
  stop(): Promise<Printed>
}

/** The API as the process of its container, behind a proxy that proves itself. */
export async function startServedApi({ environment }: CanaryFleet): Promise<ServedApi> {
  const { PATH = '', NODE_COMPILE_CACHE = '' } = process.env
  const child = spawn(process.execPath, [path.join(repository, 'packages/api/src/main.ts')], {
    env: {
      ...{ PATH, NODE_COMPILE_CACHE },
      ...environment,
      API_PORT: '0',
      API_PROXY_USER_HEADER: 'x-user',
      API_PROXY_ROLES: 'staff=reader',
      API_PROXY_SECRET: secrets.apiProxySecret,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
  let url = ''
  await waitUntil('the API listens', async () => {
    if (child.exitCode !== null) throw new Error(text)
    url = /"url":"(http:[^"]+)"/.exec(text)?.[1] ?? ''
    return url !== ''
  })
  return {
    async askAll(token) {
      const answers = []
      for (const request of apiRequests) answers.push({ request, answer: await ask(url, request, token) })
      return answers
    },
    async logIn(token) {
      const answer = await fetch(`${url}/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token }),
      })
      return /=([\w-]+);/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? ''
    },
    async stop() {
      const ended = once(child, 'close')
      child.kill()
      await ended
      return { text, exitCode: child.exitCode }
    },
  }
}

async function ask(
  url: string,
  { method, path: below, headers, body, asNobody }: ApiRequest,
  token: string,
): Promise<string> {
  const answer = await fetch(url + below, {
    method,
    headers: {
      ...(asNobody ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return `${answer.status} ${JSON.stringify([...answer.headers])} ${await answer.text()}`
}
