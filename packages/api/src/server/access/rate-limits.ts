import rateLimit from '@fastify/rate-limit'
import type { ApiLimits } from '../../context.ts'
import { ProblemError } from '../problem.ts'
import type { Server } from '../server.ts'

/** Bounds what one caller may ask of one replica in a minute; see `limited` for which routes. */
export async function limitRates(server: Server, { heavyPerMinute }: ApiLimits): Promise<void> {
  server.addHook('onRoute', (route) => {
    const config = route.config ?? {}
    if (config.heavy) config.rateLimit = { max: heavyPerMinute, timeWindow: 60_000, groupId: 'heavy' }
  })
  await server.register(rateLimit, {
    global: false,
    keyGenerator: (request) =>
      request.caller === undefined ? request.ip : `${request.caller.via} ${request.caller.who}`,
    errorResponseBuilder: (_request, { ttl }) =>
      new ProblemError(429, 'RATE_LIMITED', `too many requests; try again in ${Math.ceil(ttl / 1000)} s`),
  })
}
