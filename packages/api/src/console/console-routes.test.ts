import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { bundleConsole } from '@dwmops/console'
import fastify from 'fastify'
import type { Server } from '../server/server.ts'
import { consoleRoutes } from './console-routes.ts'

describe('consoleRoutes', () => {
  const server: Server = fastify()
  before(async () => {
    consoleRoutes(server, bundleConsole)
    await server.ready()
  })
  after(() => server.close())

  it('leads from the root to the console', async () => {
    for (const url of ['/', '/console']) {
      const { statusCode, headers } = await server.inject(url)
      assert.deepEqual([statusCode, headers['location']], [302, '/console/'])
    }
  })

  it('serves a page whose script, styles and picture are files of their own', async () => {
    const { body, headers } = await server.inject('/console/')
    assert.equal(headers['content-type'], 'text/html; charset=utf-8')
    assert.doesNotMatch(body, /<style|<script[^>]*>[^<]| on\w+=/, 'nothing runs or is styled inline')
    const named = [...body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, name]) => name)
    assert.equal(named.length, 3)
    for (const name of named) assert.equal((await server.inject(`/console/${name}`)).statusCode, 200, name)
  })

  it('asks nothing of other sites: fonts come along', async () => {
    const { body } = await server.inject('/console/console.css')
    const asked = [...body.matchAll(/url\("?([^")]+)"?\)/g)].map(([, url]) => url)
    assert.ok(asked.length > 0 && asked.every((url) => url?.startsWith('./console.')), asked.join())
    const [font = ''] = asked
    const { statusCode, headers } = await server.inject(`/console/${font}`)
    assert.deepEqual([statusCode, headers['content-type']], [200, 'font/woff2'])
  })

  it('sends a file small, and not at all to whom has it', async () => {
    const plain = await server.inject('/console/console.js')
    const small = await server.inject({
      url: '/console/console.js',
      headers: { 'accept-encoding': 'gzip, br' },
    })
    assert.equal(small.headers['content-encoding'], 'gzip')
    assert.equal(gunzipSync(small.rawPayload).toString(), plain.body)
    const etag = String(plain.headers['etag'])
    const again = await server.inject({ url: '/console/console.js', headers: { 'if-none-match': etag } })
    assert.deepEqual([again.statusCode, again.body], [304, ''])
  })

  it('has no file of another name', async () => {
    for (const name of ['package.json', '..%2f..%2fpackage.json', '__proto__'])
      assert.equal((await server.inject(`/console/${name}`)).json().code, 'NOT_FOUND', name)
  })
})
