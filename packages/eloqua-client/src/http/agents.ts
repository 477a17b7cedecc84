import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'

/** How connections leave, in the words of the environment; Node reads them (its page "Built-in Proxy Support", 2026-11-30). */
export type ProxySettings = {
  /** proxy of https:// addresses */
  HTTPS_PROXY?: string | undefined
  /** proxy of http:// addresses */
  HTTP_PROXY?: string | undefined
  /** hosts that are connected to directly, with commas between */
  NO_PROXY?: string | undefined
}

export type AgentPair = { readonly http: HttpAgent; readonly https: HttpsAgent }

/** Connections that are kept for later requests, and those of one request alone: both go the same way. */
export type Agents = { readonly kept: AgentPair; readonly own: AgentPair }

/** `connectMs` bounds the tunnel through a proxy, too. */
export function makeAgents(proxyEnv: ProxySettings, connectMs: number): Agents {
  const pair = (keepAlive: boolean): AgentPair => ({
    http: new HttpAgent({ keepAlive, proxyEnv: { ...proxyEnv }, timeout: connectMs }),
    https: new HttpsAgent({ keepAlive, proxyEnv: { ...proxyEnv }, timeout: connectMs }),
  })
  return { kept: pair(true), own: pair(false) }
}
