import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { secrets } from './canaries.ts'

/** A Pushgateway behind a login that takes every push down. */
export interface EchoingGateway {
  /** Of the setting PUSHGATEWAY, with user and password. */
  readonly address: string
  readonly pushed: readonly string[]
  /** From now on each push is refused with all that was sent. */
  refuse(): void
  stop(): Promise<void>
}

export async function startEchoingGateway(): Promise<EchoingGateway> {
  const pushed: string[] = []
  let refuses = false
  const server = createServer(async (request, response) => {
    const { authorization = '' } = request.headers
    const body = Buffer.concat(await request.toArray()).toString('utf8')
    pushed.push(`${request.url} ${body}`)
    const login = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString('utf8')
    if (login !== `gate:${secrets.gatewayPassword}`) response.writeHead(401).end(`no: ${login}`)
    else if (refuses) response.writeHead(400).end(`${authorization} is ${login}, which sent ${body}`)
    else response.writeHead(202).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    address: `http://gate:${encodeURIComponent(secrets.gatewayPassword)}@127.0.0.1:${port}`,
    pushed,
    refuse() {
      refuses = true
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
