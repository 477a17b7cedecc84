import type { FastifyReply, FastifyRequest } from 'fastify'
import { ProblemError } from '../server/problem.ts'
import type { Server } from '../server/server.ts'
import { type BundleConsole, type ConsoleFiles, consoleFilesOf } from './console-files.ts'

/** The console's page, script, styles and fonts. Open: they hold no data, and the login is one of their pages. */
export function consoleRoutes(server: Server, bundleConsole: BundleConsole): void {
  let made: Promise<ConsoleFiles> | undefined
  const files = () => (made ??= consoleFilesOf(bundleConsole))
  const open = { config: { role: 'open' }, schema: { hide: true } } as const
  server.get('/', open, async (_request, reply) => reply.redirect('/console/'))
  server.get('/console', open, async (_request, reply) => reply.redirect('/console/'))
  server.get('/console/', open, async (request, reply) => send(request, reply, await files(), 'console.html'))
  server.get<{ Params: { file: string } }>('/console/:file', open, async (request, reply) =>
    send(request, reply, await files(), request.params.file),
  )
}

/** Sends a file; a browser that has it already gets a 304, and asks again each time, so that a release is seen at once. */
async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  files: ConsoleFiles,
  name: string,
): Promise<FastifyReply> {
  const file = files.get(name)
  if (file === undefined) throw new ProblemError(404, 'NOT_FOUND', `the console has no file named ${name}`)
  reply.header('cache-control', 'no-cache').header('etag', file.etag).header('vary', 'accept-encoding')
  if (request.headers['if-none-match'] === file.etag) return reply.code(304).send()
  reply.type(file.contentType)
  const takesGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
  if (file.gzipped === undefined || !takesGzip) return reply.send(file.body)
  return reply.header('content-encoding', 'gzip').send(file.gzipped)
}
