import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import type { Target } from '../faults/active-faults.ts'
import { pageFacts } from '../http/collection.ts'
import { type CollectionQuery, dataBounds } from '../http/query.ts'
import { csvType, jsonType, wantsCsv } from '../http/send.ts'
import { csvPieces, type ExportedRows, jsonPieces, type RowRange } from '../syncs/export/exported-rows.ts'
import { askedPage } from './asked-page.ts'

const noRows: ExportedRows = { rows: new Uint32Array(0), keys: [], reads: [] }

/** Streams the page of exported rows that the request asks for. */
export function replyWithRows(
  app: App,
  request: FastifyRequest,
  reply: FastifyReply,
  exported: ExportedRows = noRows,
): FastifyReply {
  const query = askedPage(app, request, dataBounds)
  const total = exported.rows.length
  const from = Math.min(query.offset, total)
  const to = Math.min(from + query.limit, total)
  const range = { from, to, page: Math.floor(query.offset / query.limit) + 1 }
  if (wantsCsv(request)) {
    return reply
      .code(200)
      .type(csvType)
      .send(streamOf(csvPieces(exported, range)))
  }
  const target = { method: request.method, path: request.where.path }
  const facts = JSON.stringify(factsOf(app, target, { query, total, count: to - from })).slice(1)
  if (from === to) {
    const items = app.faults.trigger('items-omitted', target) ? '' : '"items":[],'
    return reply.code(200).type(jsonType).send(`{${items}${facts}`)
  }
  return reply
    .code(200)
    .type(jsonType)
    .send(streamOf(jsonPage(exported, range, facts)))
}

interface Page {
  readonly query: CollectionQuery
  readonly total: number
  readonly count: number
}

/** All of a page but its items; a fault may promise more rows than there are. */
function factsOf(app: App, target: Target, { query, total, count }: Page) {
  const fault = app.faults.trigger('total-too-high', target)
  const said = pageFacts(query, total + Number(fault?.['by'] ?? 0), count)
  return fault?.['hasMore'] === 'true' ? said : { ...said, hasMore: query.offset + count < total }
}

function* jsonPage(exported: ExportedRows, range: RowRange, facts: string): Generator<string> {
  yield '{"items":['
  yield* jsonPieces(exported, range)
  yield `],${facts}`
}

function streamOf(pieces: Generator<string>): Readable {
  return Readable.from(pieces, { objectMode: false })
}
