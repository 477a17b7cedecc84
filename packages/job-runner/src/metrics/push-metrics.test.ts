import assert from 'node:assert/strict'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, it } from 'node:test'
import { registerSecret } from '@dwmops/fleet'
import { pushMetrics } from './push-metrics.ts'

describe('pushMetrics', () => {
  for (const status of [301, 302, 307, 308]) {
    it(`takes a redirect (${status}) for no push, and does not follow it`, async () => {
      const asked: string[] = []
      const answer: RequestListener = ({ method, url = '' }, response) => {
        asked.push(`${method} ${url.slice(0, 8)}`)
        if (url.startsWith('/metrics')) response.writeHead(status, { location: '/elsewhere' }).end()
        else response.writeHead(200).end()
      }
      await withServer(answer, async (address) => {
        await assert.rejects(push(address), new RegExp(`status ${status}.*redirect.*PUSHGATEWAY`))
      })
      assert.deepEqual(asked, ['POST /metrics'])
    })
  }

  it('logs in with what stands in the address, decoded, and shows it in no error', async () => {
    let authorization: string | undefined
    const answer: RequestListener = ({ headers }, response) => {
      authorization = headers.authorization
      response.writeHead(400).end('no such label')
    }
    await withServer(answer, (address) =>
      assert.rejects(
        push(address.replace('//', '//ann:pa%25ss@')),
        (error: Error) => /status 400, no such label/.test(error.message) && !/pa%/.test(error.message),
      ),
    )
    assert.equal(authorization, `Basic ${Buffer.from('ann:pa%ss').toString('base64')}`)
  })

  it('shows no part of a secret where the answer is cut', async () => {
    registerSecret('okapi-bongo-kudu')
    for (const length of [285, 290, 295]) {
      const answer: RequestListener = (_, response) => {
        response.writeHead(400).write('x'.repeat(length))
        response.end('okapi-bongo-kudu')
      }
      await withServer(answer, (address) =>
        assert.rejects(push(address), (error: Error) => !error.message.includes('okapi')),
      )
    }
  })

  function push(address: string): Promise<void> {
    return pushMetrics('x 1\n', { address, proxy: {}, stage: 'clean-queues', environment: 'dev' })
  }
})

async function withServer(
  answer: RequestListener,
  act: (address: string) => Promise<unknown>,
): Promise<void> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    await act(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  } finally {
    server.close()
    server.closeAllConnections()
  }
}
