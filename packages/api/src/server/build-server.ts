import fastify, { type FastifyBaseLogger, LogController } from 'fastify'
import type { ApiContext } from '../context.ts'
import { allRoutes } from '../routes/all-routes.ts'
import { authenticate } from './access/authenticate.ts'
import { keepAudit } from './access/keep-audit.ts'
import { limitRates } from './access/rate-limits.ts'
import { secondPerson } from './access/second-person.ts'
import { DatabaseWatch, watchReadingRoutes } from './database-watch.ts'
import { forwardWholeSets } from './forward-whole-sets.ts'
import { describeApi } from './openapi.ts'
import { answerProblems, refuseAddress } from './problem-handlers.ts'
import { keepLargeBodiesRaw } from './raw-bodies.ts'
import { refuseBrokenText } from './refusals/refuse-broken-text.ts'
import { refuseConnection } from './refusals/refuse-connection.ts'
import { refuseWhileStopping } from './refusals/refuse-while-stopping.ts'
import { requestIdOf } from './request-id.ts'
import { countRequests } from './request-metrics.ts'
import { checkRoutes, refuseOtherMethods } from './route-rules.ts'
import { setSecurityHeaders } from './security-headers.ts'
import type { Server } from './server.ts'
import { useSchemas } from './validation.ts'

const bodyMaxBytes = 1_000_000

/** The whole API, ready to listen. What is the same for every request is here; what a route does is in routes/. */
export async function buildServer(context: ApiContext): Promise<Server> {
  const { requestMs } = context.limits
  // by function: fastify believes no bare number, as it cannot know that the server is reached through the proxies alone
  const trusted = context.settings.apiTrustedProxies
  const server: Server = fastify({
    loggerInstance: context.log as FastifyBaseLogger,
    // requests are logged by the pattern of their route: see request-metrics.ts
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    bodyLimit: bodyMaxBytes,
    genReqId: requestIdOf,
    // by a problem of ours: see refuse-while-stopping.ts
    return503OnClosing: false,
    trustProxy: trusted > 0 && ((_address, hop) => hop < trusted),
    requestTimeout: requestMs,
    // Node ends no request whose time for headers is longer than that for all of it
    http: { headersTimeout: requestMs, connectionsCheckingInterval: Math.min(requestMs, 5_000) },
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 4_000 },
    frameworkErrors: refuseAddress,
    clientErrorHandler: refuseConnection,
  })
  server.decorateRequest('caller', undefined)
  server.decorateRequest('facts', null as unknown as Record<string, string>)
  server.removeContentTypeParser('text/plain')
  keepLargeBodiesRaw(server)
  useSchemas(server)
  answerProblems(server)
  refuseWhileStopping(server)
  refuseBrokenText(server)
  const routes = checkRoutes(server)
  forwardWholeSets(server, context)
  await setSecurityHeaders(server)
  const metrics = countRequests(server)
  const watch = new DatabaseWatch(context.queueDb, context.limits.silence)
  watchReadingRoutes(server, watch)
  authenticate(server, context, watch)
  await limitRates(server, context.limits)
  await describeApi(server)
  keepAudit(server, context)
  secondPerson(server, context)
  await allRoutes(server, context, metrics)
  refuseOtherMethods(server, routes)
  await server.ready()
  return server
}
