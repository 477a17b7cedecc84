import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A way to a database that can stop carrying anything, as if the server were frozen: connections stay open. */
export interface FreezableWay {
  readonly url: string
  freeze(): void
  thaw(): void
  close(): Promise<void>
}

/** Opens a way to the server of a connection string. */
export async function openFreezableWay(mongoUrl: string): Promise<FreezableWay> {
  const target = new URL(mongoUrl)
  const sockets = new Set<Socket>()
  let isFrozen = false
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one)
      if (isFrozen) one.pause()
      else one.pipe(other)
      one.on('error', () => other.destroy())
      one.on('close', () => sockets.delete(one) && other.destroy())
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(mongoUrl)
  url.port = String((server.address() as AddressInfo).port)
  url.searchParams.set('directConnection', 'true')
  return {
    url: url.href,
    freeze() {
      isFrozen = true
      for (const socket of sockets) socket.unpipe().pause()
    },
    thaw() {
      isFrozen = false
      for (const socket of sockets) socket.destroy()
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
