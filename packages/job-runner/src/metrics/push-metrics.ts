import { type IncomingMessage, Agent as PlainAgent, request as plainRequest } from 'node:http'
import { Agent as TlsAgent, request as tlsRequest } from 'node:https'
import type { StageName } from '@dwmops/fleet'
import { maskText } from '../log/mask.ts'
import type { EgressProxy } from '../settings/egress-proxy.ts'

const pushTimeoutMs = 5_000
const longestAnswer = 300
/** Longer than what is kept, so that a secret that is cut off here is not in it. */
const mostRead = 16_000

export interface PushTarget {
  /** Address of the Pushgateway, with `user:password@` where it asks for them. */
  readonly address: string
  readonly proxy: EgressProxy
  readonly stage: StageName
  readonly environment: string
}

/**
 * Pushes metrics with POST, which leaves metrics of the group that are not in the text as they are.
 * Throws when the gateway is unavailable, slow (5 s in all), refuses, or sends on to another address: a redirected POST becomes a GET.
 */
export async function pushMetrics(text: string, target: PushTarget): Promise<void> {
  const { url, headers } = requestTo(target)
  const response = await post(url, { headers, text, proxy: target.proxy })
  const said = await beginningOf(response)
  const { statusCode: status = 0 } = response
  if (status >= 200 && status < 300) return
  const advice =
    status >= 300 && status < 400 ? '; a redirect is not followed, name its address in PUSHGATEWAY' : ''
  throw new Error(`POST ${url.href}: status ${status}${said === '' ? '' : `, ${said}`}${advice}`)
}

function requestTo({ address, stage, environment }: PushTarget): {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
} {
  const base = new URL(address)
  const login = `${decodeURIComponent(base.username)}:${decodeURIComponent(base.password)}`
  const path = `${base.pathname.replace(/\/+$/, '')}/metrics/job/${stage}/environment/${environment}`
  return {
    url: new URL(`${base.protocol}//${base.host}${path}`),
    headers: {
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
      ...(base.username !== '' && { authorization: `Basic ${Buffer.from(login).toString('base64')}` }),
    },
  }
}

function post(
  url: URL,
  { headers, text, proxy }: { headers: Readonly<Record<string, string>>; text: string; proxy: EgressProxy },
): Promise<IncomingMessage> {
  const isTls = url.protocol === 'https:'
  const [Agent, request] = isTls ? [TlsAgent, tlsRequest] : [PlainAgent, plainRequest]
  const agent = new Agent({ proxyEnv: { ...proxy } })
  const signal = AbortSignal.timeout(pushTimeoutMs)
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers, agent, signal })
    sent.once('response', resolve)
    sent.once('error', (error) => reject(signal.aborted ? signal.reason : error))
    sent.end(text)
  })
}

async function beginningOf(response: IncomingMessage): Promise<string> {
  let said = ''
  for await (const chunk of response.setEncoding('utf8')) if (said.length < mostRead) said += String(chunk)
  // masked whole: of a secret across the cut a part would stay
  return maskText(said).trim().slice(0, longestAnswer)
}
