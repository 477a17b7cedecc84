import { allows, findSession, findToken } from '@dwmops/access'
import type { FastifyRequest } from 'fastify'
import type { ApiContext } from '../context.ts'
import { ProblemError } from './problem.ts'
import { proxyCaller } from './proxy-caller.ts'
import type { Caller, Server } from './server.ts'
import { sessionSecretOf } from './session-cookie.ts'

/**
 * Finds out who asks, before anything else of the request is read, and refuses anyone who may not. A bearer token counts alone: when it is
 * wrong, no cookie helps.
 */
export function authenticate(server: Server, context: ApiContext): void {
  server.addHook('onRequest', async (request) => {
    request.facts = {}
    const needed = request.routeOptions.config.role
    // without a route there is nothing to protect: 404
    if (needed === 'open' || needed === undefined) return
    const caller = await callerOf(request, context)
    if (caller === undefined) throw unauthenticated()
    request.caller = caller
    refuseForgery(request, caller)
    if (allows(caller.role, needed)) return
    throw new ProblemError(403, 'FORBIDDEN', `this needs the role ${needed}, and you are ${caller.role}`)
  })
}

async function callerOf(request: FastifyRequest, context: ApiContext): Promise<Caller | undefined> {
  const { authorization } = request.headers
  if (authorization?.startsWith('Bearer ')) {
    const token = await findToken(context.queueDb, authorization.slice('Bearer '.length))
    return token && { who: token.name, role: token.role, via: 'token' }
  }
  const secret = sessionSecretOf(request)
  const session = secret === undefined ? undefined : await findSession(context.queueDb, secret)
  if (session !== undefined)
    return { who: session.name, role: session.role, via: 'session', expireAt: session.expireAt }
  return proxyCaller(request, context.settings)
}

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A browser sends a cookie, its own or the proxy's, along with whatever another site makes it ask; it does not let another site set a header
 * of its own without leave, which we never give.
 */
function refuseForgery({ method, headers }: FastifyRequest, { via }: Caller): void {
  if (via === 'token' || reading.has(method)) return
  const site = headers['sec-fetch-site'] ?? 'same-origin'
  if (headers['x-dwm-csrf'] !== undefined && site === 'same-origin') return
  throw new ProblemError(403, 'CSRF', 'changes without a bearer token need the header x-dwm-csrf')
}

function unauthenticated(): ProblemError {
  return new ProblemError(401, 'UNAUTHENTICATED', 'a token is needed: Authorization: Bearer dwm_...', {
    headers: { 'www-authenticate': 'Bearer realm="dwmops"' },
  })
}
