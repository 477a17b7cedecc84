import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import path from 'node:path'
import type { PodRun } from './pod-run.ts'

/** The part of a kubelet that the API server asks for logs, on a port of 127.0.0.1. */
export interface KubeletLogs {
  readonly port: number
  stop(): void
}

/** Serves what the pods printed; with `follow=true`, until they end. The certificate is the API server's own, which lies beside the kubeconfig. */
export async function serveKubeletLogs(kubeconfig: string, runs: readonly PodRun[]): Promise<KubeletLogs> {
  const file = (name: string) => readFileSync(path.join(path.dirname(kubeconfig), 'certs', name))
  const options = { cert: file('apiserver.crt'), key: file('apiserver.key') }
  const server = createServer(options, (request, response) => {
    const url = new URL(request.url ?? '/', 'https://127.0.0.1')
    const [, what, namespace, pod] = url.pathname.split('/')
    const run = runs.find((one) => one.namespace === namespace && one.pod === pod)
    if (what !== 'containerLogs' || run === undefined) {
      response.writeHead(404).end()
      return
    }
    let sent = 0
    const send = () => {
      const more = run.output.slice(sent)
      sent = run.output.length
      if (run.exitCode !== undefined || url.searchParams.get('follow') !== 'true') {
        clearInterval(timer)
        response.end(more)
      } else if (more !== '') response.write(more)
    }
    const timer = setInterval(send, 50)
    response.on('close', () => clearInterval(timer))
    response.flushHeaders()
    send()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return {
    port: address.port,
    stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}
