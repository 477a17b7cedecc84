import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, it } from 'node:test'
import { waitUntil } from '@dwmops/local-mongo/testing'
import { testApi } from '../../testing/test-api.ts'

const api = testApi()

describe('a server that stops', () => {
  it('answers what still arrives with a problem that says to try again', async () => {
    const server = await api.with({})
    await server.listen({ host: '127.0.0.1', port: 0 })
    const accepted = once(server.server, 'connection')
    const socket = connect((server.server.address() as AddressInfo).port, '127.0.0.1')
    // half of a request keeps its connection open
    socket.write('GET /healthz HTTP/1.1\r\nhost: x\r\n')
    const [connection] = (await accepted) as [Socket]
    await waitUntil('the half has arrived', () => connection.bytesRead > 0)
    const stopped = server.close()
    await waitUntil('it takes no more connections', () => !server.server.listening)
    socket.write('\r\n')
    const [head = '', body = '{}'] = (await text(socket)).split('\r\n\r\n')
    assert.match(head, /^HTTP\/1.1 503 [\s\S]*application\/problem\+json/)
    assert.match(head, /retry-after: 1/i)
    const { status, code } = JSON.parse(body) as { status: number; code: string }
    assert.deepEqual([status, code], [503, 'STOPPING'])
    await stopped
  })
})
