import { beginAudit, endAudit } from '@dwmops/access'
import type { ObjectId } from 'mongodb'
import type { ApiContext } from '../../context.ts'
import type { Server } from '../server.ts'

/** Writes every change down before it is made, and how it ended. What cannot be written down is not done. */
export function keepAudit(server: Server, { queueDb }: ApiContext): void {
  const begun = new WeakMap<object, ObjectId>()
  server.addHook('preHandler', async (request) => {
    const { method, caller, routeOptions, id: requestId, facts } = request
    if (caller === undefined || method === 'GET' || method === 'HEAD' || routeOptions.config.unaudited) return
    const { who, role, via } = caller
    const start = { who, role, via, action: `${method} ${routeOptions.url}`, requestId, facts }
    begun.set(request, await beginAudit(queueDb, start))
  })
  server.addHook('onSend', async (request, reply, payload) => {
    const entry = begun.get(request)
    if (entry === undefined) return payload
    const status = reply.statusCode
    const result = status < 400 ? 'done' : status < 500 ? 'refused' : 'failed'
    try {
      await endAudit(queueDb, entry, { result, status, facts: request.facts })
    } catch (error) {
      // the change is made, and its answer must not say otherwise; the entry stays as begun
      request.log.error({ err: error }, 'end of a change could not be written down')
    }
    return payload
  })
}
