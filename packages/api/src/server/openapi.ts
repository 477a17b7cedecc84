import swagger from '@fastify/swagger'
import type { FastifySchema } from 'fastify'
import { type TObject, Type } from 'typebox'
import type { Server } from './server.ts'

const description = `Over the MongoDB of the fleet: queues, runs, syncs, dead letters, rules, contacts.

Every answer carries \`x-request-id\`. Errors are problems (RFC 9457); programs branch on their \`code\`. Lists come in pages: \`next\` of one page is
\`cursor\` of the next. What may be changed has an ETag, and changing it needs that in \`If-Match\`. Changes without a bearer token need the header
\`x-dwm-csrf\`.`

const problem = {
  description: 'a problem',
  content: { 'application/problem+json': { schema: Type.Unsafe({ $ref: 'Problem#' }) } },
}

/** Makes the OpenAPI document of the routes that come after: each with the access that it needs and the problems that it may answer. */
export async function describeApi(server: Server): Promise<void> {
  server.addHook('onRoute', (route) => {
    const role = route.config?.role
    const { response = {}, ...schema } = route.schema ?? {}
    route.schema = {
      ...schema,
      ...(role !== 'open' && { security: [{ token: [] }, { session: [] }] }),
      'x-role': role,
      operationId: operationIdOf(String(route.method), route.url),
      response: { ...(response as object), '4xx': problem, '5xx': problem },
    } as NonNullable<typeof route.schema>
  })
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'dwmops', version: '0.1.0', description, license: { name: 'GPL-3.0-or-later' } },
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: 'made by dwm token create' },
          session: { type: 'apiKey', in: 'cookie', name: 'dwm_session' },
        },
      },
    },
    transform: ({ schema, url }) => ({ schema: withDefaultsOptional(schema), url }),
    refResolver: { buildLocalReference: (json) => String(json['$id'] ?? 'schema') },
  })
}

/** A name for programs that are made of the document: `getRulesByCollection`. */
function operationIdOf(method: string, url: string): string {
  const words = url
    .replaceAll(/:(\w+)/g, 'by-$1')
    .split(/\W+/)
    .filter((word) => word !== '')
  return `${method.toLowerCase()}${words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join('')}`
}

/** What has a default need not be sent; handlers are given it all the same. */
function withDefaultsOptional(schema: FastifySchema): FastifySchema {
  const query = schema.querystring as TObject | undefined
  if (query === undefined) return schema
  const hasDefault = (name: string) => Object.hasOwn(query.properties[name] ?? {}, 'default')
  const required = (query.required ?? []).filter((name) => !hasDefault(name))
  return { ...schema, querystring: { ...query, required } }
}
