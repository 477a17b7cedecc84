import { allows, findSession, findToken, type SessionEnd, whySessionEnded } from '@dwmops/access'
import type { FastifyRequest } from 'fastify'
import type { ApiContext } from '../../context.ts'
import type { ProblemCode } from '../../schemas/problem.ts'
import type { DatabaseWatch } from '../database-watch.ts'
import { ProblemError } from '../problem.ts'
import type { Caller, Server } from '../server.ts'
import { proxyCaller } from './proxy-caller.ts'
import { sessionSecretOf } from './session-cookie.ts'

/**
 * Finds out who asks, before anything else of the request is read, and refuses anyone who may not. A bearer token counts alone: when it is
 * wrong, no cookie helps.
 */
export function authenticate(server: Server, context: ApiContext, watch: DatabaseWatch): void {
  server.addHook('onRequest', async (request) => {
    request.facts = {}
    const needed = request.routeOptions.config.role
    // without a route there is nothing to protect: 404
    if (needed === 'open' || needed === undefined) return
    const caller = await watch.whileAnswering(callerOf(request, context))
    if (caller === undefined) throw await unauthenticated(request, context)
    request.caller = caller
    refuseForgery(request, caller)
    if (allows(caller.role, needed)) return
    throw new ProblemError(403, 'FORBIDDEN', `requires the role ${needed}; yours is ${caller.role}`)
  })
}

async function callerOf(request: FastifyRequest, context: ApiContext): Promise<Caller | undefined> {
  const { authorization } = request.headers
  // the scheme is in either case (RFC 9110, 11.1)
  const given = /^bearer +(.*)$/i.exec(authorization ?? '')?.[1]
  if (given !== undefined) {
    const token = await context.failedLogins.lookUp(request, given, () => findToken(context.queueDb, given))
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

const ended = {
  expired: ['SESSION_EXPIRED', 'the session has expired; sign in again'],
  revoked: ['SESSION_REVOKED', 'the token that opened the session was revoked; sign in with another'],
  unknown: ['SESSION_UNKNOWN', 'no session of this cookie is known; sign in again'],
} as const satisfies Record<SessionEnd, readonly [ProblemCode, string]>

/** Why nobody is known to ask: a session that has ended says how. */
async function unauthenticated(request: FastifyRequest, { queueDb }: ApiContext): Promise<ProblemError> {
  const secret = request.headers.authorization === undefined ? sessionSecretOf(request) : undefined
  const end = secret === undefined ? undefined : await whySessionEnded(queueDb, secret)
  const [code, detail] =
    end === undefined
      ? (['UNAUTHENTICATED', 'a token is needed: Authorization: Bearer dwm_...'] as const)
      : ended[end]
  return new ProblemError(401, code, detail, { headers: { 'www-authenticate': 'Bearer realm="dwmops"' } })
}
