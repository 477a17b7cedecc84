import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { isRaw } from '../http/json-body.ts'
import { Refusal } from '../http/refusal.ts'
import { sendJson } from '../http/send.ts'

/**
 * Refusals of the token endpoint since release 21C: name, number and words (Oracle's notice "OAuth token endpoint - More detailed 401
 * response", read 2026-11-30). The numbers themselves are not published.
 */
const tokenErrors = {
  client: { error: 'invalid_client', error_code: 1001, error_description: 'The client is unknown.' },
  grant: { error: 'invalid_grant', error_code: 2001, error_description: 'The grant is not valid.' },
}

/** Discovery and tokens, which are at the login host of a real instance. */
export function loginRoutes(server: FastifyInstance, app: App): void {
  server.get('/id', (request, reply) => {
    const user = app.logins.userOf(request.headers.authorization)
    if (user === undefined || app.faults.trigger('not-authenticated'))
      return sendJson(reply, 'Not authenticated.')
    app.pod.discovered()
    return sendJson(reply, discovery(app, user, `${request.protocol}://${request.host}${app.pod.base}`))
  })
  server.post('/auth/oauth2/token', (request, reply) => {
    if (!app.logins.isClient(request.headers.authorization)) {
      return sendJson(reply, tokenErrors.client, 401)
    }
    const token = tokenFor(app, tokenRequest(request))
    return token ? sendJson(reply, token) : sendJson(reply, tokenErrors.grant, 401)
  })
}

function discovery(app: App, user: string, base: string): Record<string, unknown> {
  const soap = (service: string) => `${base}/API/{version}/${service}.svc`
  return {
    site: { id: 42001, name: app.company },
    user: {
      ...{ id: 77, username: user, displayName: user },
      ...{ firstName: 'Sandbox', lastName: 'User', emailAddress: `${user}@example.com` },
    },
    urls: {
      base,
      apis: {
        soap: {
          standard: soap('Service'),
          dataTransfer: soap('DataTransferService'),
          email: soap('EmailService'),
          externalAction: soap('ExternalActionService'),
        },
        rest: { standard: `${base}/API/REST/{version}/`, bulk: `${base}/API/Bulk/{version}/` },
      },
    },
  }
}

/** JSON or form, whichever the client sends. */
function tokenRequest({ body }: FastifyRequest): ReadonlyMap<string, string> {
  if (!isRaw(body)) return new Map()
  const text = body.bytes.toString('utf8')
  if (body.contentType.startsWith('application/x-www-form-urlencoded'))
    return new Map(new URLSearchParams(text))
  try {
    const value: unknown = JSON.parse(text)
    return new Map(Object.entries(value ?? {}).map(([key, one]) => [key, String(one)]))
  } catch {
    // what cannot be read is no grant
    return new Map()
  }
}

function tokenFor(app: App, request: ReadonlyMap<string, string>) {
  const { logins, faults } = app
  if (request.get('grant_type') === 'refresh_token') {
    return logins.refresh(request.get('refresh_token') ?? '', faults.trigger('refresh-revokes') !== undefined)
  }
  if (request.get('grant_type') !== 'password') return undefined
  const user = logins.userByPassword(request.get('username') ?? '', request.get('password') ?? '')
  if (user === undefined) return undefined
  const limit = faults.trigger('token-limit')
  if (limit && logins.sinceGrantMs(user) < Number(limit['seconds']) * 1000)
    throw new Refusal(429, 'This user has already authorized this app within the allowed time frame.')
  logins.noteGrant(user)
  return logins.grant(user)
}
