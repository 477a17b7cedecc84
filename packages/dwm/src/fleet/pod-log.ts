import { once } from 'node:events'
import { type IncomingMessage, request as plainRequest } from 'node:http'
import { type RequestOptions, request } from 'node:https'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import {
  answerLimitMs,
  askCluster,
  type Cluster,
  ClusterAwayError,
  messageOf,
  refusal,
} from '@dwmops/cluster'
import type { V1Pod } from '@kubernetes/client-node'
import { ownContainer } from './stage-pods.ts'

/**
 * Writes the log of a pod to standard output; with `follow`, until the pod ends. Throws ClusterError.
 * Not the client's own Log: an error of that one in mid-stream ends the process.
 */
export async function printPodLog(cluster: Cluster, pod: V1Pod, follow: boolean): Promise<void> {
  const name = pod.metadata?.name ?? ''
  const container = ownContainer(pod)
  const tried = `read the log of ${name}`
  const url = new URL(
    `${cluster.config.getCurrentCluster()?.server}/api/v1/namespaces/${cluster.namespace}/pods/${name}/log`,
  )
  url.search = new URLSearchParams({ container, follow: String(follow) }).toString()
  const response = await answerTo(cluster, url, tried)
  const status = response.statusCode ?? 0
  if (status !== 200) throw refusal(tried, status, messageOf(await text(response)))
  try {
    await pipeline(response, process.stdout, { end: false })
  } catch (error) {
    throw new ClusterAwayError(`${tried}: the log broke off before its end`, { cause: error })
  }
}

async function answerTo({ config }: Cluster, url: URL, tried: string): Promise<IncomingMessage> {
  const options: RequestOptions = {}
  await config.applyToHTTPSOptions(options)
  const asked = (url.protocol === 'http:' ? plainRequest : request)(url, options).end()
  try {
    const answered = once(asked, 'response', { signal: AbortSignal.timeout(answerLimitMs) })
    const [response] = (await askCluster(tried, answered)) as [IncomingMessage]
    return response
  } catch (error) {
    asked.on('error', () => {}).destroy()
    throw error
  }
}
