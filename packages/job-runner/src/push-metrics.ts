import type { StageName } from '@dwmops/fleet'

const pushTimeoutMs = 5_000

export interface PushTarget {
  /** Address of the Pushgateway, with `user:password@` where it asks for them. */
  readonly address: string
  readonly stage: StageName
  readonly environment: string
}

/**
 * Pushes metrics with POST, which leaves metrics of the group that are not in the text as they are.
 * Throws when the gateway is away, slow (5 s in all) or refuses.
 */
export async function pushMetrics(text: string, target: PushTarget): Promise<void> {
  const url = new URL(target.address)
  const headers: Record<string, string> = { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }
  if (url.username !== '') {
    const login = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
    headers['authorization'] = `Basic ${Buffer.from(login).toString('base64')}`
  }
  const place = `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`
  const path = `/metrics/job/${target.stage}/environment/${target.environment}`
  const signal = AbortSignal.timeout(pushTimeoutMs)
  const answer = await fetch(place + path, { method: 'POST', headers, body: text, signal })
  const said = (await answer.text()).trim().slice(0, 300)
  if (!answer.ok)
    throw new Error(`POST ${place}${path}: status ${answer.status}${said === '' ? '' : `, ${said}`}`)
}
