import type { FastifyInstance } from 'fastify'
import type { App } from './app.ts'
import { applicationFieldRoutes } from './application/field-routes.ts'
import { dataRoutes } from './bulk/data-routes.ts'
import { definitionRoutes } from './bulk/definition-routes.ts'
import { loginRoutes } from './bulk/login-routes.ts'
import { metadataRoutes } from './bulk/metadata-routes.ts'
import { syncRoutes } from './bulk/sync-routes.ts'
import { sendJson } from './http/send.ts'
import { apiDescription } from './openapi/api-description.ts'
import { changeRoutes } from './outside/change-routes.ts'
import { contactRoutes } from './outside/contact-routes.ts'
import { controlRoutes } from './outside/control-routes.ts'
import { customObjectRoutes } from './outside/custom-object-routes.ts'
import { listRoutes } from './outside/list-routes.ts'
import { outsideSyncRoutes } from './outside/sync-routes.ts'

/** The API under its base, logins beside it, and the view from outside, which needs no login. */
export function addRoutes(server: FastifyInstance, app: App): void {
  loginRoutes(server, app)
  server.register(
    async (api) => {
      metadataRoutes(api, app)
      definitionRoutes(api, app)
      dataRoutes(api, app)
      syncRoutes(api, app)
    },
    { prefix: '/api/bulk/2.0' },
  )
  server.register(async (api) => applicationFieldRoutes(api, app), { prefix: '/api/rest/2.0' })
  server.register(
    async (outside) => {
      contactRoutes(outside, app)
      listRoutes(outside, app)
      customObjectRoutes(outside, app)
      outsideSyncRoutes(outside, app)
      controlRoutes(outside, app)
      changeRoutes(outside, app)
      outside.get('/openapi.json', (_request, reply) => sendJson(reply, apiDescription()))
    },
    { prefix: '/sandbox' },
  )
}
