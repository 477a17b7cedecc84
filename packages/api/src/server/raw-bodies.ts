import type { FastifyRequest } from 'fastify'
import type { Server } from './server.ts'

/** A body of so many bytes is read and judged in no time. */
const smallBytes = 100_000

/**
 * Lets the large bodies of routes that work on whole rule sets stay bytes, to be read and held against their schema in a thread: one stops the
 * server for as long as that takes.
 */
export function keepLargeBodiesRaw(server: Server): void {
  const parse = server.getDefaultJsonParser('error', 'error')
  server.removeContentTypeParser('application/json')
  server.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (request.routeOptions.config.wholeSet && body.length > smallBytes) done(null, body)
    else parse(request, body.toString(), done)
  })
}

/** The bytes of a body, whether or not it was read. */
export function bytesOf({ body }: Pick<FastifyRequest, 'body'>): Uint8Array {
  if (body instanceof Uint8Array) return body
  return body === undefined || body === null ? new Uint8Array() : Buffer.from(JSON.stringify(body))
}
