import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, it } from 'node:test'
import fastify from 'fastify'
import { refuseConnection } from './refuse-connection.ts'

describe('refuseConnection', () => {
  it('answers headers that are too large, and what is no HTTP, with a problem', async () => {
    const server = fastify({ clientErrorHandler: refuseConnection })
    server.get('/', async () => 'ok')
    await server.listen({ host: '127.0.0.1', port: 0 })
    const { port } = server.server.address() as AddressInfo
    const answerTo = async (sent: string) => {
      const socket = connect(port, '127.0.0.1')
      await once(socket, 'connect')
      socket.write(sent)
      const [head = '', body = '{}'] = (await text(socket)).split('\r\n\r\n')
      assert.match(head, /application\/problem\+json/)
      return JSON.parse(body) as { status: number; code: string; requestId: string }
    }
    const large = await answerTo(`GET / HTTP/1.1\r\nhost: x\r\nx-long: ${'y'.repeat(40_000)}\r\n\r\n`)
    assert.deepEqual([large.status, large.code], [431, 'INVALID_REQUEST'])
    assert.match(large.requestId, /^[\w-]{36}$/)
    assert.equal((await answerTo('no request\r\n\r\n')).status, 400)
    await server.close()
  })
})
