import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ApiContext } from '../context.ts'
import { WholeSetWorker } from '../threads/whole-set-worker.ts'
import { bytesOf } from './raw-bodies.ts'
import type { Server } from './server.ts'

/** Those that say what a body is, or what a change needs. */
const forwardedHeaders = ['content-type', 'if-match'] as const

/**
 * Has routes that work on whole rule sets answered in a thread, once the server has let their requests through: reading, comparing or compiling
 * 100,000 rules takes seconds, in which no other request would be answered.
 */
export function forwardWholeSets(server: Server, context: ApiContext): void {
  const worker = new WholeSetWorker(context)
  server.addHook('onClose', () => worker.stop())
  server.addHook('onRoute', (route) => {
    if (route.config?.wholeSet) route.handler = (request, reply) => forward(worker, request, reply)
  })
}

async function forward(
  worker: WholeSetWorker,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { method, url, id: requestId, caller } = request
  const headers = forwardedHeaders.flatMap((name) => {
    const value = request.headers[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  const body = bytesOf(request)
  const answer = await worker.answer({
    method,
    url,
    requestId,
    caller,
    headers: Object.fromEntries(headers),
    body,
  })
  Object.assign(request.facts, answer.facts)
  reply.code(answer.status)
  if (request.socket.destroyed) {
    // nobody reads it any more; the log of changes still says how it ended
    answer.body.destroy()
    return reply.send('')
  }
  return reply.headers(answer.headers).send(answer.body)
}
