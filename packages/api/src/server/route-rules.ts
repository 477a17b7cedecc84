import type { HTTPMethods } from 'fastify'
import { ProblemError } from './problem.ts'
import type { Server } from './server.ts'

/** Methods by the pattern of a route. */
export type RouteTable = ReadonlyMap<string, ReadonlySet<string>>

/** Lets no route in that does not say who may call it; says which there are. */
export function checkRoutes(server: Server): RouteTable {
  const table = new Map<string, Set<string>>()
  server.addHook('onRoute', ({ url, method, config }) => {
    if (config?.role === undefined) throw new Error(`route ${method} ${url} does not say who may call it`)
    const known = table.get(url) ?? new Set()
    for (const one of [method].flat()) known.add(one)
    table.set(url, known)
  })
  return table
}

/** On an address that is there, answers other methods with 405 and those that it has. */
export function refuseOtherMethods(server: Server, routes: RouteTable): void {
  for (const [url, known] of [...routes]) {
    const allow = [...known].toSorted().join(', ')
    const refuse = () => {
      throw new ProblemError(405, 'METHOD_NOT_ALLOWED', `method not allowed; allowed: ${allow}`, {
        headers: { allow },
      })
    }
    server.route({
      method: server.supportedMethods.filter((method) => !known.has(method)) as HTTPMethods[],
      url,
      config: { role: 'reader', unaudited: true },
      schema: { hide: true },
      // before the body is read, or missed
      onRequest: refuse,
      handler: refuse,
    })
  }
}
