import { csvWriter } from '@dwmops/record-files'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Collection } from './collection.ts'
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

/** A header of all keys, and a row an item. */
function csvOf(items: readonly Item[]): string {
  const keys = [...new Set(items.flatMap((item) => Object.keys(item)))]
  return keys.length === 0 ? '' : csvWriter()([keys, ...items.map((item) => keys.map((key) => item[key]))])
}
