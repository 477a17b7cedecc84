import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { MemberNetwork } from './member-network.ts'

/** As BSON has it: a string named hostInfo. */
const helloOf = (ownPort: number) => {
  const text = `vm.example.com:${ownPort}\0`
  return Buffer.from(`\x02hostInfo\0${String.fromCharCode(text.length)}\0\0\0${text}\x00`, 'latin1')
}
const helloOfClient = Buffer.from('hello from a driver')

describe('MemberNetwork', () => {
  const network = new MemberNetwork()
  const servers: Server[] = []
  let members: { ownPort: number; port: number }[]
  before(async () => {
    members = await Promise.all([0, 1].map(addMember))
  })
  after(() => {
    network.close()
    for (const server of servers) server.close()
  })

  /** A member that answers with what it is sent. */
  async function addMember() {
    const server = createServer((socket) => socket.on('error', () => {}).pipe(socket)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    servers.push(server)
    const ownPort = (server.address() as AddressInfo).port
    return { ownPort, port: await network.open(ownPort) }
  }
  const [one, other] = [() => present(members[0]), () => present(members[1])]

  /** Says hello and returns the connection when the member has answered, undefined when it is closed before. */
  async function greet(port: number, hello: Buffer): Promise<Socket | undefined> {
    const socket = connect(port, '127.0.0.1').on('error', () => {})
    socket.write(hello)
    const answered = once(socket, 'data').then(() => socket)
    const closed = once(socket, 'close').then(() => undefined)
    return Promise.race([answered, closed])
  }
  const isReached = async (port: number, hello: Buffer) => {
    const socket = await greet(port, hello)
    socket?.destroy()
    return socket !== undefined
  }

  it('leads members and clients to the member behind a port', async () => {
    assert.ok(await isReached(one().port, helloOfClient))
    assert.ok(await isReached(one().port, helloOf(other().ownPort)))
  })

  it('parts an isolated member from the others both ways, and from no client', async () => {
    network.isolate(one().ownPort)
    assert.ok(network.isIsolated(one().ownPort))
    assert.equal(await isReached(one().port, helloOf(other().ownPort)), false)
    assert.equal(await isReached(other().port, helloOf(one().ownPort)), false)
    assert.ok(await isReached(one().port, helloOfClient))
    network.rejoin(one().ownPort)
    assert.ok(await isReached(one().port, helloOf(other().ownPort)))
  })

  it('ends the connections that an isolated member has, and those of clients on demand', async () => {
    const ofMember = present(await greet(other().port, helloOf(one().ownPort)))
    const ofClient = present(await greet(other().port, helloOfClient))
    const memberEnded = once(ofMember, 'close')
    network.isolate(one().ownPort)
    await memberEnded
    assert.equal(ofClient.closed, false)
    network.rejoin(one().ownPort)
    const clientEnded = once(ofClient, 'close')
    network.cutClients()
    await clientEnded
  })

  it('closes the connection to a member that is not there', async () => {
    const gone = createServer().listen(0, '127.0.0.1')
    await once(gone, 'listening')
    const { port } = gone.address() as AddressInfo
    gone.close()
    await once(gone, 'close')
    assert.equal(await isReached(await network.open(port), helloOfClient), false)
  })
})

function present<T>(one: T | undefined): T {
  return one ?? assert.fail('nothing there')
}
