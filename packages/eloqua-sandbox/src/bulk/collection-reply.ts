import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { collectionOf } from '../http/collection.ts'
import type { CollectionQuery } from '../http/query.ts'
import type { Item } from '../http/search.ts'
import { sendCollection } from '../http/send.ts'
import { askedPage } from './asked-page.ts'

/** Answers with the page of `items` that the request asks for, in the manner that the faults have it. */
export function replyWithPage(
  app: App,
  request: FastifyRequest,
  reply: FastifyReply,
  items: readonly Item[],
  query: CollectionQuery = askedPage(app, request),
): FastifyReply {
  const target = { method: request.method, path: request.where.path }
  const loose = query.q !== undefined && app.faults.trigger('loose-q', target) !== undefined
  const omitsItems = () => app.faults.trigger('items-omitted', target) !== undefined
  return sendCollection(request, reply, collectionOf(items, query, { loose, omitsItems }))
}
