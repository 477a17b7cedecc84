import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkRoutes, refuseOtherMethods } from './route-rules.ts'
import type { Server } from './server.ts'

type OnRoute = (route: { url: string; method: string | string[]; config?: { role?: string } }) => void

/** A server of two methods, its hook for routes, and what it refuses. */
function serverOf() {
  let onRoute: OnRoute = () => undefined
  const refusals: { url: string; method: string[]; onRequest: () => void }[] = []
  const server = {
    supportedMethods: ['GET', 'POST', 'PUT'],
    addHook: (_: string, hook: OnRoute) => {
      onRoute = hook
    },
    route: (one: (typeof refusals)[number]) => void refusals.push(one),
  } as unknown as Server
  return { server, refusals, add: (...route: Parameters<OnRoute>) => onRoute(...route) }
}

describe('checkRoutes', () => {
  it('knows the methods of each address', () => {
    const { server, add } = serverOf()
    const routes = checkRoutes(server)
    for (const method of ['GET', ['PUT', 'POST']]) add({ url: '/a', method, config: { role: 'reader' } })
    assert.deepEqual(
      [...routes].map(([url, known]) => [url, [...known]]),
      [['/a', ['GET', 'PUT', 'POST']]],
    )
  })

  it('lets no route in that does not say who may call it', () => {
    const { server, add } = serverOf()
    checkRoutes(server)
    for (const config of [undefined, {}])
      assert.throws(() => add({ url: '/a', method: 'GET', ...(config && { config }) }), /route GET \/a/)
  })
})

describe('refuseOtherMethods', () => {
  it('answers them with 405 and those that there are', () => {
    const { server, refusals } = serverOf()
    refuseOtherMethods(server, new Map([['/a', new Set(['PUT', 'GET'])]]))
    assert.deepEqual(
      refusals.map(({ url, method }) => [url, method]),
      [['/a', ['POST']]],
    )
    assert.throws(() => refusals[0]?.onRequest(), { status: 405, headers: { allow: 'GET, PUT' } })
  })
})
