import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface PushReceiver {
  readonly url: string
  /** The last pushed text of each grouping path, as Prometheus text format. */
  readonly pushes: ReadonlyMap<string, string>
  stop(): Promise<void>
}

/** Stands where a Pushgateway would: takes the stages' pushes and keeps the last of each group, to be shown at the end. */
export async function startPushReceiver(): Promise<PushReceiver> {
  const pushes = new Map<string, string>()
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    pushes.set(request.url ?? '/', Buffer.concat(chunks).toString())
    response.writeHead(202).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pushes,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
