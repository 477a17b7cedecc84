import type { FastifyInstance } from 'fastify'
import type { App } from '../app.ts'
import { collectionOf } from '../http/collection.ts'
import { readQuery } from '../http/query.ts'
import { sendJson } from '../http/send.ts'
import type { Sync } from '../syncs/sync.ts'

/** All syncs with what they moved. */
export function outsideSyncRoutes(server: FastifyInstance, app: App): void {
  server.get('/syncs', (request, reply) =>
    sendJson(reply, collectionOf(app.syncs.all().map(outsideSyncItem), readQuery(request.query))),
  )
}

function outsideSyncItem({ uri, kind, definition, status, rows, duplicates, rejects, log }: Sync) {
  return {
    ...{ uri, kind, definitionUri: definition.uri, status, rows, duplicates },
    rejects: rejects.length,
    statusCodes: [...new Set(log.entries.map(({ statusCode }) => statusCode))],
  }
}
