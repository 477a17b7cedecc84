import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { pageFacts } from '../http/collection.ts'
import { dataBounds } from '../http/query.ts'
import { csvType, jsonType, wantsCsv } from '../http/send.ts'
import { csvPieces, type ExportedRows, jsonPieces } from '../syncs/exported-rows.ts'
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
  if (wantsCsv(request)) {
    return reply
      .code(200)
      .type(csvType)
      .send(streamOf(csvPieces(exported, from, to)))
  }
  const facts = JSON.stringify(pageFacts(query, total, to - from)).slice(1)
  const target = { method: request.method, path: request.where.path }
  if (from === to) {
    const items = app.faults.strike('items-omitted', target) ? '' : '"items":[],'
    return reply.code(200).type(jsonType).send(`{${items}${facts}`)
  }
  return reply
    .code(200)
    .type(jsonType)
    .send(streamOf(jsonPage(exported, from, to, facts)))
}

function* jsonPage(exported: ExportedRows, from: number, to: number, facts: string): Generator<string> {
  yield '{"items":['
  yield* jsonPieces(exported, from, to)
  yield `],${facts}`
}

function streamOf(pieces: Generator<string>): Readable {
  return Readable.from(pieces, { objectMode: false })
}
