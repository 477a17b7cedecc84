import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import got from 'got'
import { faultOf } from './network-fault.ts'

describe('faultOf', () => {
  let server: Server
  let url: string
  before(async () => {
    server = createServer(() => undefined)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  after(() => server.closeAllConnections())
  after(() => server.close())

  const breaks: [code: string, syscall: string][] = [
    ['EHOSTUNREACH', 'read'],
    ['ENETUNREACH', 'read'],
    ['EHOSTUNREACH', 'write'],
    ['ECONNRESET', 'read'],
    ['ETIMEDOUT', 'read'],
  ]
  for (const [code, syscall] of breaks) {
    it(`does not take ${syscall} ${code} on a standing connection for a request that was not sent`, async () => {
      const cause = Object.assign(new Error(`${syscall} ${code}`), { code, syscall })
      const fault = faultOf(await failureOf(url, (socket) => socket.destroy(cause)), false)
      assert.deepEqual([fault.kind, fault.code], ['lost', code])
    })
  }

  it('takes a connection that was refused, at one address or at all of a name, for a request that was not sent', async () => {
    for (const host of ['127.0.0.1', 'localhost']) {
      const fault = faultOf(await failureOf(`http://${host}:1`), false)
      assert.deepEqual([fault.kind, fault.code], ['not-sent', 'ECONNREFUSED'])
    }
  })

  it('takes a name that nobody knows for a request that was not sent', async () => {
    const fault = faultOf(await failureOf('http://eloqua.invalid'), false)
    assert.equal(fault.kind, 'not-sent')
  })
})

/** What the HTTP library throws of a POST whose connection, once it stands, is dealt with so. */
async function failureOf(
  url: string,
  onConnected: (socket: { destroy(error: Error): void }) => void = () => undefined,
): Promise<unknown> {
  const stream = got.stream.post(url, { body: '[]', retry: { limit: 0 } })
  stream.on('request', (request) => {
    request.on('finish', () => onConnected(request.socket))
  })
  const { promise, resolve } = Promise.withResolvers<unknown>()
  stream.once('error', resolve)
  return promise
}
