import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** A connection: from the own port of a member, or undefined for a client, to the own port of a member. */
interface Link {
  from: number | undefined
  to: number
  ends: readonly [Socket, Socket]
}

/**
 * The network of a replica set: a member is reached by others through a proxy, which knows members from clients, so that a
 * member can be cut off from the other members while clients reach both sides.
 */
export class MemberNetwork {
  readonly #servers: Server[] = []
  readonly #links = new Set<Link>()
  readonly #isolated = new Set<number>()

  /** Opens a proxy before the member that listens on its own port; returns the proxy's port. */
  async open(ownPort: number, port = 0): Promise<number> {
    const server = createServer((socket) => this.#accept(socket, ownPort))
    server.unref()
    this.#servers.push(server)
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', resolve)
    })
    return (server.address() as AddressInfo).port
  }

  /** No other member reaches this one, and this one no other. */
  isolate(ownPort: number): void {
    this.#isolated.add(ownPort)
    this.#cut((link) => this.#isBlocked(link))
  }

  rejoin(ownPort: number): void {
    this.#isolated.delete(ownPort)
  }

  isIsolated(ownPort: number): boolean {
    return this.#isolated.has(ownPort)
  }

  cutClients(): void {
    this.#cut(({ from }) => from === undefined)
  }

  close(): void {
    for (const server of this.#servers) server.close()
    this.#cut(() => true)
  }

  #accept(socket: Socket, to: number): void {
    socket.unref().on('error', () => socket.destroy())
    socket.once('data', (hello) => {
      socket.pause()
      this.#join(socket, hello, to)
    })
  }

  #join(socket: Socket, hello: Buffer, to: number): void {
    const member = connect(to, '127.0.0.1').unref()
    const link: Link = { from: portOfMember(hello), to, ends: [socket, member] }
    for (const end of link.ends) {
      end.on('error', () => end.destroy())
      end.once('close', () => this.#end(link))
    }
    this.#links.add(link)
    if (this.#isBlocked(link)) {
      this.#end(link)
      return
    }
    member.write(hello)
    socket.pipe(member).pipe(socket)
  }

  #isBlocked({ from, to }: Link): boolean {
    return from !== undefined && (this.#isolated.has(from) || this.#isolated.has(to))
  }

  #cut(which: (link: Link) => boolean): void {
    for (const link of this.#links) if (which(link)) this.#end(link)
  }

  #end(link: Link): void {
    this.#links.delete(link)
    for (const end of link.ends) end.destroy()
  }
}

const key = Buffer.from('hostInfo\0')

/**
 * With test commands a member's first message holds `hostInfo: 'host:port'`, by which the server's own tests know members
 * from clients (mongo/src/mongo/tools/mongobridge_tool). A string in BSON: its name, four bytes of length, the text.
 */
function portOfMember(hello: Buffer): number | undefined {
  const at = hello.indexOf(key)
  if (at < 0) return undefined
  const start = at + key.length + 4
  const text = hello.toString('utf8', start, hello.indexOf(0, start))
  return Number(/:(\d+)$/.exec(text)?.[1])
}
