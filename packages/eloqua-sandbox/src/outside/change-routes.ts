import type { FastifyInstance } from 'fastify'
import type { App } from '../app.ts'
import { SandboxOptionsError } from '../errors.ts'
import { jsonBody } from '../http/json-body.ts'
import { Refusal } from '../http/refusal.ts'
import { sendJson } from '../http/send.ts'

/** Changes of contacts that are to come at a given moment. */
export function changeRoutes(server: FastifyInstance, { changes }: App): void {
  server.get('/changes', (_request, reply) => sendJson(reply, { items: changes.states() }))
  server.post('/changes', (request, reply) => {
    try {
      for (const one of [jsonBody(request.body)].flat()) changes.add(one)
    } catch (error) {
      if (error instanceof SandboxOptionsError) throw new Refusal(400, error.message)
      throw error
    }
    return sendJson(reply, { items: changes.states() })
  })
  server.delete('/changes', (_request, reply) => {
    changes.clear()
    return reply.code(204).send()
  })
}
