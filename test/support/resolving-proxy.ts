import { createServer, request as requestOf } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import type { Duplex } from 'node:stream'

/** An egress proxy that alone knows where some hosts are. */
export interface ResolvingProxy {
  readonly address: string
  /** `CONNECT host:443` and `POST http://host/path`, in order. */
  readonly seen: readonly string[]
  stop(): Promise<void>
}

/** `ports`: where the hosts are on this machine; others are answered with 502, all with 407 when it `refuses`. */
export async function resolvingProxy(
  ports: Readonly<Record<string, number>>,
  { refuses = false } = {},
): Promise<ResolvingProxy> {
  const seen: string[] = []
  const tunnels = new Set<Duplex>()
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request
    seen.push(`${method} ${url}`)
    const target = URL.parse(url)
    const port = ports[target?.hostname ?? '']
    if (target === null || port === undefined || refuses)
      return void response.writeHead(refuses ? 407 : 502).end()
    const path = target.pathname + target.search
    const onward = requestOf({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy())
    request.pipe(onward)
  })
  server.on('connect', ({ url = '' }, socket) => {
    seen.push(`CONNECT ${url}`)
    const port = ports[url.split(':')[0] ?? '']
    if (port === undefined || refuses)
      return void socket.end(`HTTP/1.1 ${refuses ? '407' : '502'} No\r\n\r\n`)
    const onward = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      socket.pipe(onward).pipe(socket)
    })
    onward.on('error', () => socket.destroy())
    tunnels.add(socket)
    socket.on('error', () => onward.destroy())
    socket.on('close', () => {
      tunnels.delete(socket)
      onward.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://operator:let-me-out@127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
        for (const socket of tunnels) socket.destroy()
      }),
  }
}
