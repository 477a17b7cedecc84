import { AsyncLocalStorage } from 'node:async_hooks'
import { Readable } from 'node:stream'
import fastify, { type FastifyBaseLogger, LogController } from 'fastify'
import type { ApiContext } from '../context.ts'
import { beginPreviewRoute } from '../routes/rules/begin-preview-route.ts'
import { wholeSetRoutes } from '../routes/whole-set-routes.ts'
import { answerProblems } from '../server/problem-handlers.ts'
import { refuseBrokenText } from '../server/refusals/refuse-broken-text.ts'
import { requestIdOf } from '../server/request-id.ts'
import type { Server } from '../server/server.ts'
import { useSchemas } from '../server/validation.ts'
import type { ForwardedAnswer, ForwardedRequest } from './whole-set-messages.ts'

/** The routes that work on whole rule sets, for requests that the server has let through. */
export interface ThreadServer {
  answer(request: ForwardedRequest): Promise<ForwardedAnswer>
}

const pieceBytes = 256_000

/** Builds it: bodies are judged here as the server judges them, and callers are believed. */
export async function buildThreadServer(context: ApiContext): Promise<ThreadServer> {
  // not by the id of a request: two may have the same
  const asked = new AsyncLocalStorage<Pick<ForwardedRequest, 'caller'> & Pick<ForwardedAnswer, 'facts'>>()
  const server: Server = fastify({
    loggerInstance: context.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    bodyLimit: context.settings.apiBodyMaxBytes,
    genReqId: requestIdOf,
    routerOptions: { maxParamLength: 4_000 },
  })
  server.decorateRequest('caller', undefined)
  server.decorateRequest('facts', null as unknown as Record<string, string>)
  server.addHook('onRequest', async (request) => Object.assign(request, asked.getStore()))
  useSchemas(server)
  answerProblems(server)
  refuseBrokenText(server)
  await wholeSetRoutes(server, context)
  beginPreviewRoute(server, context)
  await server.ready()
  return {
    async answer({ requestId, caller, method, url, headers, body }) {
      const facts = {}
      const send = async () =>
        await server.inject({
          ...{ method: method as 'GET', url, payloadAsStream: true },
          headers: { ...headers, 'x-request-id': requestId },
          ...(body.length > 0 && { payload: Buffer.from(body.buffer, body.byteOffset, body.length) }),
        })
      const answered = await asked.run({ caller, facts }, send)
      const pieces = Readable.from(inPieces(answered.stream()), { objectMode: false })
      return {
        status: answered.statusCode,
        headers: relayed(answered.headers),
        facts,
        body: Readable.toWeb(pieces),
      }
    },
  }
}

function relayed(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  const { connection: _, date: __, 'transfer-encoding': ___, ...rest } = headers
  return Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)]))
}

/** What is written in one piece is carried in small ones: each is copied on its way, which the server waits for. */
async function* inPieces(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const piece of stream)
    for (let at = 0; at < piece.length; at += pieceBytes) yield piece.subarray(at, at + pieceBytes)
}
