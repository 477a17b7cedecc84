import type { FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { type Bounds, type CollectionQuery, readQuery } from '../http/query.ts'

/** The query of a collection, in the manner that the faults have it. Throws a Refusal (400). */
export function askedPage(app: App, request: FastifyRequest, bounds?: Bounds): CollectionQuery {
  const target = { method: request.method, path: request.where.path }
  const cutsLimits = () => app.faults.trigger('limits-cut', target) !== undefined
  return readQuery(request.query, bounds, { cutsLimits })
}
