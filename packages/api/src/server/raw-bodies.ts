import type { FastifyRequest } from 'fastify'
import type { Server } from './server.ts'

/** Routes whose bodies stay bytes, to be read and held against their schema in a thread: a large one stops the server for as long as that takes. */
export async function withRawBodies(server: Server, routes: (server: Server) => void): Promise<void> {
  await server.register(async (scope: Server) => {
    scope.removeContentTypeParser('application/json')
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    )
    scope.setValidatorCompiler(() => () => true)
    routes(scope)
  })
}

/** The bytes of such a body; none when nothing was sent. */
export function rawBody({ body }: Pick<FastifyRequest, 'body'>): Uint8Array {
  return body instanceof Uint8Array ? body : new Uint8Array()
}
