import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Push {
  readonly method: string
  readonly path: string
  readonly authorization: string | undefined
  readonly body: string
}

/** A server in a Pushgateway's place that keeps what it was sent. */
export interface RecordingGateway {
  /** `host:port`. */
  readonly address: string
  readonly pushes: readonly Push[]
  stop(): Promise<void>
}

/** Starts one that answers with `status`, or not at all. */
export async function startRecordingGateway(status: number | 'never' = 200): Promise<RecordingGateway> {
  const pushes: Push[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = await request.toArray()
    const { method = '', url: path = '' } = request
    const { authorization } = request.headers
    pushes.push({ method, path, authorization, body: Buffer.concat(chunks).toString() })
    if (status !== 'never') response.writeHead(status).end(status < 300 ? '' : 'no, thank you')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `127.0.0.1:${port}`,
    pushes,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
