import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { isRaw } from '../http/json-body.ts'
import { sendJson } from '../http/send.ts'

/** Discovery and tokens, which are at the login host of a real instance. */
export function loginRoutes(server: FastifyInstance, app: App): void {
  server.get('/id', (request, reply) => {
    const user = app.logins.userOf(request.headers.authorization)
    if (user === undefined || app.faults.strike('not-authenticated'))
      return sendJson(reply, 'Not authenticated.')
    app.pod.discovered()
    return sendJson(reply, discovery(app, user, `${request.protocol}://${request.host}${app.pod.base}`))
  })
  server.post('/auth/oauth2/token', (request, reply) => {
    if (!app.logins.isClient(request.headers.authorization)) {
      return sendJson(reply, { error: 'invalid_client', error_description: 'The client is unknown.' }, 401)
    }
    const token = tokenFor(app, tokenRequest(request))
    if (token) return sendJson(reply, token)
    return sendJson(reply, { error: 'invalid_grant', error_description: 'The grant is not valid.' }, 400)
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
    return logins.refresh(request.get('refresh_token') ?? '', faults.strike('refresh-revokes') !== undefined)
  }
  if (request.get('grant_type') !== 'password') return undefined
  const user = logins.userByPassword(request.get('username') ?? '', request.get('password') ?? '')
  return user === undefined ? undefined : logins.grant(user)
}
