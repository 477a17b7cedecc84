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
    readBody(payload, request),
  )
}

async function readBody(payload: Readable, { headers }: FastifyRequest): Promise<RawBody> {
  const contentType = (headers['content-type'] ?? '').toLowerCase()
  const announced = Number(headers['content-length'] ?? 0)
  // in place where its length is known: a body of 32 MB is not to be in memory twice
  let bytes = Buffer.allocUnsafe(announced <= longestBody ? announced : 0)
  let length = 0
  for await (const chunk of payload) {
    if (length + chunk.length > bytes.length && length + chunk.length <= longestBody)
      bytes = Buffer.concat([bytes.subarray(0, length)], Math.min(longestBody, 2 * (length + chunk.length)))
    if (length + chunk.length <= bytes.length) bytes.set(chunk, length)
    length += chunk.length
  }
  const tooLarge = length > longestBody
  return { bytes: tooLarge ? Buffer.alloc(0) : bytes.subarray(0, length), contentType, tooLarge }
}
