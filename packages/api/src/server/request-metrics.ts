import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { Server } from './server.ts'

/** Counts and times every request by the pattern of its route, and logs it: never the address itself, which may name a contact. */
export function countRequests(server: Server): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const durations = new Histogram({
    name: 'dwm_api_request_duration_seconds',
    help: 'How long requests took, by route and status',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
    registers: [registry],
  })
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    const status = reply.statusCode
    durations.observe({ method: request.method, route, status }, reply.elapsedTime / 1000)
    const durationMs = Math.round(reply.elapsedTime)
    request.log.debug({ method: request.method, route, status, durationMs }, 'request answered')
  })
  return registry
}
