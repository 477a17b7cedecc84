import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { makeServer } from '../http/server.ts'
import { makeApp } from '../make-app.ts'
import { addRoutes } from '../routes.ts'
import { openSandbox } from '../testing/open-sandbox.ts'
import { operations } from './operations.ts'

describe('the OpenAPI description', () => {
  it('is served, and names only schemas that it has', async () => {
    const sandbox = await openSandbox()
    const { json, text } = await sandbox.ask('GET', '/sandbox/openapi.json')
    assert.equal(json.openapi, '3.1.0')
    const named = [...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name ?? '')
    assert.deepEqual(
      named.filter((name) => !(name in json.components.schemas)),
      [],
    )
  })

  it('describes every route, and no other', async () => {
    const app = makeApp({ contacts: 0 })
    const server = makeServer(app)
    const routes = new Set<string>()
    server.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) {
        if (one !== 'HEAD') routes.add(`${one.toLowerCase()} ${url.replaceAll(/:(\w+)/g, '{$1}')}`)
      }
    })
    addRoutes(server, app)
    await server.ready()
    const described = operations.map(
      ({ method, path }) =>
        `${method} ${path.replace('/API/Bulk', '/api/bulk').replace('/API/REST', '/api/rest')}`,
    )
    assert.deepEqual(described.toSorted(), [...routes].toSorted())
    await server.close()
  })
})
