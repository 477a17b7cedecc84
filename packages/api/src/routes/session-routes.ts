import { closeSession, openSession } from '@dwmops/access'
import { Type } from 'typebox'
import { iso, isoOrNull } from '../answers.ts'
import type { ApiContext } from '../context.ts'
import { Exact, Time } from '../schemas/parts.ts'
import { RoleName, SessionSchema } from '../schemas/session.ts'
import { ProblemError } from '../server/problem.ts'
import type { Server } from '../server/server.ts'
import { clearSessionCookie, sessionSecretOf, setSessionCookie } from '../server/session-cookie.ts'

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
        throw new ProblemError(401, 'UNAUTHENTICATED', 'no such token, or it is over')
      }
      const { secret, session } = opened
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
      if (caller === undefined) throw new TypeError('a route for readers has a caller')
      const { who, role, via, expireAt } = caller
      return { who, role, via, environment: settings.environment, expiresAt: isoOrNull(expireAt) }
    },
  )
}

function logOut(server: Server, { queueDb }: ApiContext): void {
  server.delete(
    '/session',
    {
      config: { role: 'reader', unaudited: true },
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
