import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** A request's body as it came, with its type. */
export interface RawBody {
  readonly bytes: Buffer
  readonly contentType: string
  /** larger than the API takes; `bytes` is then empty */
  readonly tooLarge: boolean
}

/** Bodies above are answered with 404 Not Found (Oracle's page "Bulk API limits"). */
export const longestBody = 32 * 1024 * 1024

/** Takes bodies of any type whole. Too large ones are read to their end, so that the client can hear the answer. */
export function takeBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', async (request: FastifyRequest, payload: Readable) =>
    readBody(payload, (request.headers['content-type'] ?? '').toLowerCase()),
  )
}

async function readBody(payload: Readable, contentType: string): Promise<RawBody> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of payload) {
    const bytes = Buffer.from(chunk)
    length += bytes.length
    if (length <= longestBody) chunks.push(bytes)
  }
  const tooLarge = length > longestBody
  return { bytes: tooLarge ? Buffer.alloc(0) : Buffer.concat(chunks), contentType, tooLarge }
}
