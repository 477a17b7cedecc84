import { SeededRandom } from '@dwmops/seeded-random'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { jsonObject } from '../http/json-body.ts'
import { dataBounds } from '../http/query.ts'
import { notFound, Refusal, validationRefusal } from '../http/refusal.ts'
import { sendJson } from '../http/send.ts'
import { isoTime } from '../iso-time.ts'
import { isRunning, type Sync } from '../syncs/sync.ts'
import { postedSyncItem, syncItem } from '../syncs/sync-item.ts'
import { askedPage } from './asked-page.ts'
import { replyWithPage } from './collection-reply.ts'
import { parameter } from './parameters.ts'
import { replyWithRows } from './rows-reply.ts'
import { startSync } from './start-sync.ts'

/** Starting syncs, following them, and reading what they leave behind. */
export function syncRoutes(server: FastifyInstance, app: App): void {
  const toItem = (sync: Sync) => {
    const spelled =
      sync.status === 'error' && app.faults.trigger('status-errored', { path: sync.definition.uri })
    return syncItem(sync, spelled ? 'errored' : 'error')
  }
  const found = (request: FastifyRequest) => app.syncs.get(parameter(request, 'id'))
  server.post('/syncs', (request, reply) => {
    const { syncedInstanceUri, callbackUrl } = jsonObject(request.body)
    const definition =
      typeof syncedInstanceUri === 'string' ? app.definitions.find(syncedInstanceUri) : undefined
    if (!definition) {
      const constraint = 'Must reference an existing definition.'
      throw validationRefusal([{ field: 'syncedInstanceUri', value: syncedInstanceUri, constraint }])
    }
    const callback = typeof callbackUrl === 'string' ? callbackUrl : undefined
    return sendJson(reply, postedSyncItem(startSync(app, definition, request.user, callback)), 201)
  })
  server.get('/syncs', (request, reply) => {
    const query = askedPage(app, request)
    const fault = query.q === undefined ? undefined : app.faults.trigger('syncs-q')
    if (fault?.['mode'] === 'refused') {
      throw validationRefusal([{ field: 'q', value: query.q, constraint: 'Must not be used with syncs.' }])
    }
    const asked = fault ? { ...query, q: undefined } : query
    return replyWithPage(app, request, reply, app.syncs.all().map(toItem), asked)
  })
  server.get('/syncs/:id', (request, reply) => sendJson(reply, toItem(found(request))))
  server.get('/syncs/:id/data', (request, reply) => sendData(app, found(request), request, reply))
  server.get('/syncs/:id/logs', (request, reply) =>
    replyWithPage(app, request, reply, logItems(app, found(request))),
  )
  server.get('/syncs/:id/rejects', (request, reply) => {
    const items = found(request).rejects.map((reject) => ({ ...reject }))
    return replyWithPage(app, request, reply, items)
  })
}

function logItems(app: App, { uri, id, log, definition }: Sync): Record<string, unknown>[] {
  const items = log.entries.map(({ createdAt, ...entry }) => ({
    syncUri: uri,
    ...entry,
    createdAt: isoTime(createdAt),
  }))
  const mixed = app.faults.trigger('unordered-logs', { path: definition.uri })
  return mixed ? new SeededRandom(app.instance.seed + id).shuffle(items) : items
}

function sendData(app: App, sync: Sync, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  askedPage(app, request, dataBounds)
  const path = sync.definition.uri
  if (sync.kind !== 'export') {
    throw validationRefusal([
      { field: 'id', value: String(sync.id), constraint: 'Must be the sync of an export.' },
    ])
  }
  if (sync.owner !== request.user) throw new Refusal(403, 'The sync belongs to another user.')
  if (isRunning(sync)) {
    const mode = app.faults.trigger('unfinished-data', { path })?.['mode']
    if (mode === undefined) throw new Refusal(409, 'The sync has not ended.')
    if (mode === '404') throw notFound('The data')
    return replyWithRows(app, request, reply)
  }
  if (app.instance.clock.now() > sync.keptUntil) {
    const status = Number(app.faults.trigger('expired-as', { path })?.['status'] ?? 410)
    throw new Refusal(status, 'The data has expired.')
  }
  return replyWithRows(app, request, reply, sync.exported)
}
