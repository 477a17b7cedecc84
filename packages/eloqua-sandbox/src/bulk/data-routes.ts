import type { FastifyInstance } from 'fastify'
import type { App } from '../app.ts'
import { rawBody } from '../http/json-body.ts'
import { notFound, Refusal, validationRefusal } from '../http/refusal.ts'
import { sendJson } from '../http/send.ts'
import { readRows } from '../staging/read-rows.ts'
import { isRunning } from '../syncs/sync.ts'
import { postedSyncItem } from '../syncs/sync-item.ts'
import { definitionOf } from './definition-routes.ts'
import { replyWithRows } from './rows-reply.ts'
import { startSync } from './start-sync.ts'

/** Bodies that one sync takes (Oracle's page "Bulk API limits"). */
const mostFiles = 500

/** What is sent to imports and sync actions, and what exports hold. */
export function dataRoutes(server: FastifyInstance, app: App): void {
  for (const entityPath of ['/contacts', '/customObjects/:object']) {
    for (const kind of ['imports', 'syncActions'] as const) {
      const path = `${entityPath}/${kind}/:id/data`
      server.post(path, (request, reply) => {
        const definition = definitionOf(app, kind, request)
        const { bytes, contentType } = rawBody(request.body)
        if (definition.staged.length >= mostFiles) {
          throw validationRefusal([
            { field: 'data', constraint: `Must be at most ${mostFiles} files per sync.` },
          ])
        }
        const omitsNull = app.faults.trigger('null-omitted', { path: definition.uri }) !== undefined
        definition.staged.push(readRows(bytes, contentType, { omitsNull }))
        definition.stagedAt = app.instance.clock.now()
        if (definition.body.isSyncTriggeredOnImport !== true) return reply.code(204).send()
        return sendJson(reply, postedSyncItem(startSync(app, definition, request.user)), 201)
      })
      server.delete(path, (request, reply) => {
        const definition = definitionOf(app, kind, request)
        if (app.syncs.isBusy(definition)) throw new Refusal(409, 'The definition is in a running sync.')
        const nothing = definition.staged.length === 0
        if (nothing && app.faults.trigger('clear-missing', { path: definition.uri }))
          throw notFound('The data')
        definition.staged = []
        return reply.code(204).send()
      })
    }
    exportData(server, app, `${entityPath}/exports/:id/data`)
  }
}

/** The definition's own `/data`, which reads whatever sync was last. */
function exportData(server: FastifyInstance, app: App, path: string): void {
  server.get(path, (request, reply) => {
    const definition = definitionOf(app, 'exports', request)
    const last = app.syncs
      .all()
      .findLast((sync) => sync.definition === definition && sync.exported !== undefined)
    return replyWithRows(app, request, reply, last && !isRunning(last) ? last.exported : undefined)
  })
  server.delete(path, (request, reply) => {
    const definition = definitionOf(app, 'exports', request)
    if (app.syncs.isBusy(definition)) throw new Refusal(409, 'The definition is in a running sync.')
    for (const sync of app.syncs.all()) if (sync.definition === definition) app.syncs.forget(sync)
    return reply.code(204).send()
  })
}
