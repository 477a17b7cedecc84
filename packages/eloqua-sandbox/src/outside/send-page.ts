import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { pageFacts } from '../http/collection.ts'
import type { CollectionQuery } from '../http/query.ts'
import { jsonType } from '../http/send.ts'

const itemsAtOnce = 50

/** Streams a page of `total` items, each made only when its turn comes: a page of 50,000 contacts is not held whole. */
export function sendPage(
  reply: FastifyReply,
  query: CollectionQuery,
  { total, itemAt }: { readonly total: number; itemAt(place: number): object },
): FastifyReply {
  const count = Math.max(0, Math.min(query.limit, total - query.offset))
  const pieces = jsonPieces(count, (place) => itemAt(query.offset + place), pageFacts(query, total, count))
  return reply
    .code(200)
    .type(jsonType)
    .send(Readable.from(pieces, { objectMode: false }))
}

function* jsonPieces(count: number, itemAt: (place: number) => object, facts: object): Generator<string> {
  yield '{"items":['
  for (let from = 0; from < count; from += itemsAtOnce) {
    const length = Math.min(itemsAtOnce, count - from)
    const items = Array.from({ length }, (_, at) => JSON.stringify(itemAt(from + at)))
    yield `${from === 0 ? '' : ','}${items.join(',')}`
  }
  yield `],${JSON.stringify(facts).slice(1)}`
}
