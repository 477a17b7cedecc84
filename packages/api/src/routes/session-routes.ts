import { closeSession, openSession, withAudit } from '@dwmops/access'
import { Type } from 'typebox'
import { iso, isoOrNull } from '../answers.ts'
import type { ApiContext } from '../context.ts'
import { Exact, Time } from '../schemas/parts.ts'
import { RoleName, SessionSchema } from '../schemas/session.ts'
import { needsSecondPerson } from '../server/access/second-person.ts'
import { clearSessionCookie, sessionSecretOf, setSessionCookie } from '../server/access/session-cookie.ts'
import { ProblemError } from '../server/problem.ts'
import type { Server } from '../server/server.ts'

const tags = ['session']

/** Login and logout of the console, and who one is. */
export function sessionRoutes(server: Server, context: ApiContext): void {
  logIn(server, context)
  whoAmI(server, context)
  logOut(server, context)
}

function logIn(server: Server, { queueDb, settings, failedLogins }: ApiContext): void {
  server.post(
    '/session',
    {
      config: { role: 'open' },
      schema: {
        tags,
        summary: 'Login: opens a session with a token, or with the code of a login link',
        body: Exact({ token: Type.String({ minLength: 1, maxLength: 200 }) }),
        response: { 200: Type.Object({ who: Type.String(), role: RoleName, expiresAt: Time }) },
      },
    },
    async (request, reply) => {
      const { token } = request.body
      const lastsMs = settings.apiSessionHours * 3_600_000
      const opened = await failedLogins.lookUp(request, token, () => openSession(queueDb, token, lastsMs))
      if (opened === undefined) {
        request.log.warn('login refused')
        throw new ProblemError(401, 'UNAUTHENTICATED', 'unknown or expired token')
      }
      const { secret, session } = opened
      const { name: who, role } = session
      const entry = { who, role, via: 'session', action: 'POST /session', requestId: request.id } as const
      await withAudit(queueDb, { ...entry, facts: {} }, async () => undefined)
      request.log.info({ who: session.name, role: session.role }, 'login')
      setSessionCookie(request, reply, secret, session.expireAt)
      return { who: session.name, role: session.role, expiresAt: iso(session.expireAt) }
    },
  )
}

function whoAmI(server: Server, { settings }: ApiContext): void {
  server.get(
    '/session',
    { config: { role: 'reader' }, schema: { tags, summary: 'Who I am', response: { 200: SessionSchema } } },
    async ({ caller }) => {
      if (caller === undefined)
        throw new TypeError('nobody is known to ask, on a route that only readers may call')
      const { who, role, via, expireAt } = caller
      const { environment } = settings
      const secondPerson = needsSecondPerson(settings)
      return { who, role, via, environment, secondPerson, expiresAt: isoOrNull(expireAt) }
    },
  )
}

function logOut(server: Server, { queueDb }: ApiContext): void {
  server.delete(
    '/session',
    {
      config: { role: 'reader' },
      schema: { tags, summary: 'Logout', response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      const secret = sessionSecretOf(request)
      if (secret !== undefined) await closeSession(queueDb, secret)
      clearSessionCookie(request, reply)
      return reply.code(204).send(null)
    },
  )
}
