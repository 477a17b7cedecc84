import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Collection } from './collection.ts'
import { csvOf } from './csv.ts'
import type { Item } from './search.ts'

export const jsonType = 'application/json; charset=utf-8'
export const csvType = 'text/csv; charset=utf-8'

/** Whether the client asks for CSV; JSON otherwise. */
export function wantsCsv(request: FastifyRequest): boolean {
  return /^text\/csv\b/i.test(request.headers.accept ?? '')
}

export function sendJson(reply: FastifyReply, value: unknown, status = 200): FastifyReply {
  return reply.code(status).type(jsonType).send(JSON.stringify(value))
}

export function sendCollection(
  request: FastifyRequest,
  reply: FastifyReply,
  collection: Collection<Item>,
): FastifyReply {
  if (!wantsCsv(request)) return sendJson(reply, collection)
  return reply
    .code(200)
    .type(csvType)
    .send(csvOf(collection.items ?? []))
}
