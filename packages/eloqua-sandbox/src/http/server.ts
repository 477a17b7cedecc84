import { type IncomingMessage, STATUS_CODES } from 'node:http'
import './request-facts.ts'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { hexOf } from '../random.ts'
import { faultAfter, faultBefore } from './http-faults.ts'
import { takeBodies } from './read-body.ts'
import { Refusal } from './refusal.ts'
import { overrideMethod, type RequestPath, readRequestPath } from './request-path.ts'
import { sendJson } from './send.ts'

/** The HTTP server with all that is the same for every request; routes come on top. */
export function makeServer(app: App): FastifyInstance {
  const paths = new WeakMap<IncomingMessage, RequestPath>()
  const server = fastify({
    forceCloseConnections: true,
    routerOptions: { caseSensitive: false, ignoreTrailingSlash: true, maxParamLength: 500 },
    rewriteUrl(raw) {
      overrideMethod(raw)
      const where = readRequestPath(raw.url ?? '/')
      paths.set(raw, where)
      return where.url
    },
  })
  takeBodies(server)
  server.decorateRequest('user', '')
  server.decorateRequest('faultAfter', undefined)
  // set by the first hook of each request
  server.decorateRequest('where', null as unknown as RequestPath)
  let requests = 0
  server.addHook('onRequest', async (request, reply) => {
    request.where = paths.get(request.raw) ?? readRequestPath(request.url)
    requests += 1
    reply.header('x-request-id', `${hexOf(app.instance.seed, `request ${requests}`, 32)}/${requests}`)
    reply.header('cache-control', 'no-store')
    app.syncs.run()
    if (!isApi(request)) return
    logWhenDone(app, request, reply)
    if (await faultBefore(app.faults, targetOf(request), reply)) return reply
    if (request.where.needsLogin) request.user = userOf(app, request)
    return
  })
  server.addHook('onSend', async (request, reply, payload) =>
    isApi(request) ? faultAfter(app.faults, targetOf(request), request, reply, payload) : payload,
  )
  server.setErrorHandler((error, _request, reply) => refuse(reply, error))
  server.setNotFoundHandler((_request, reply) =>
    refuse(reply, new Refusal(404, 'The resource was not found.')),
  )
  return server
}

/** Everything but the view from outside. */
function isApi(request: FastifyRequest): boolean {
  return !/^\/sandbox(\/|$|\?)/i.test(request.where.path)
}

function targetOf({ method, where: { path } }: FastifyRequest) {
  return { method, path }
}

function logWhenDone(app: App, request: FastifyRequest, reply: FastifyReply): void {
  let logged = false
  const log = () => {
    if (logged) return
    logged = true
    app.requests.add(request.method, routeOf(request), reply.raw.writableFinished ? reply.raw.statusCode : 0)
  }
  reply.raw.once('finish', log)
  reply.raw.once('close', log)
}

/** The route of a request, in the spelling of the API. */
function routeOf({ routeOptions }: FastifyRequest): string {
  return routeOptions.url?.replace('/api/bulk/2.0', '').replaceAll(/:(\w+)/g, '{$1}') ?? '*'
}

/** Who is asking. Throws a Refusal (401) for anybody else, and where the instance no longer is. */
function userOf(app: App, request: FastifyRequest): string {
  const move = app.faults.trigger('pod-move', targetOf(request))
  if (move) app.pod.move(move['base'] === 'same' ? 'same' : 'new')
  if (app.faults.trigger('token-expiry', targetOf(request))) app.logins.expireAccess()
  const user = app.logins.userOf(request.headers.authorization)
  if (user === undefined || !app.pod.answersAt(request.where.base))
    throw new Refusal(401, 'Not authenticated.')
  return user
}

function refuse(reply: FastifyReply, error: unknown): FastifyReply {
  if (!(error instanceof Refusal)) {
    const status = statusOf(error)
    return reply
      .code(status)
      .type('text/plain')
      .send(STATUS_CODES[status] ?? 'Error')
  }
  if (error.failures.length > 0) return sendJson(reply, { failures: error.failures }, error.status)
  return reply.code(error.status).type('text/plain').send(error.message)
}

function statusOf(error: unknown): number {
  const status =
    typeof error === 'object' && error !== null && 'statusCode' in error ? Number(error.statusCode) : 500
  return status >= 400 ? status : 500
}
