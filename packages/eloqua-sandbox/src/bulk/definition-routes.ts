import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import type { Definition, DefinitionKind } from '../definitions/definition.ts'
import { definitionItem } from '../definitions/definitions.ts'
import { jsonObject } from '../http/json-body.ts'
import { notFound } from '../http/refusal.ts'
import { sendJson } from '../http/send.ts'
import { replyWithPage } from './collection-reply.ts'
import { entityOf, parameter } from './parameters.ts'

/** Making, reading, changing and deleting of exports, imports and sync actions. */
export function definitionRoutes(server: FastifyInstance, app: App): void {
  const { definitions } = app
  for (const kind of ['exports', 'imports'] satisfies DefinitionKind[]) {
    server.get(`/${kind}`, (request, reply) =>
      replyWithPage(app, request, reply, definitions.all(kind).map(definitionItem)),
    )
  }
  for (const entityPath of ['/contacts', '/customObjects/:object']) {
    for (const kind of ['exports', 'imports', 'syncActions'] satisfies DefinitionKind[]) {
      const path = `${entityPath}/${kind}`
      server.post(path, (request, reply) => {
        const made = definitions.create(kind, entityOf(app, request), jsonObject(request.body), request.user)
        return sendJson(reply, definitionItem(made), 201)
      })
      server.get(path, (request, reply) => {
        const all = definitions.all(kind, entityOf(app, request)).map(definitionItem)
        return replyWithPage(app, request, reply, all)
      })
      server.get(`${path}/:id`, (request, reply) =>
        sendJson(reply, definitionItem(definitionOf(app, kind, request))),
      )
      server.put(`${path}/:id`, (request, reply) => {
        const definition = definitionOf(app, kind, request)
        definitions.change(definition, jsonObject(request.body), request.user)
        return sendJson(reply, definitionItem(definition))
      })
      server.delete(`${path}/:id`, (request, reply) => {
        definitions.delete(definitionOf(app, kind, request))
        return reply.code(204).send()
      })
    }
  }
}

/** The definition of the path. Throws a Refusal (404). */
export function definitionOf(app: App, kind: DefinitionKind, request: FastifyRequest): Definition {
  const id = parameter(request, 'id')
  if (!/^\d+$/.test(id)) throw notFound('The definition')
  return app.definitions.get(`${entityOf(app, request).path}/${kind}/${id}`)
}
