import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server of the barest kind: hands out pages of rows as JSON, and takes what is sent without looking at it. */
export interface RowsServer {
  readonly url: string
  stop(): Promise<void>
}

/** `pages`: the bodies to hand out; after the last one comes an empty page. */
export async function serveRows(pages: readonly string[]): Promise<RowsServer> {
  const server = createServer((request, response) => {
    if (request.method === 'POST') {
      request.resume().on('end', () => response.end())
      return
    }
    const page = Number(new URL(request.url ?? '', 'http://localhost').searchParams.get('page'))
    response.setHeader('content-type', 'application/json')
    response.end(pages[page] ?? '{"items":[]}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
