import type { FastifyInstance } from 'fastify'
import type { App } from '../app.ts'
import { SandboxOptionsError } from '../errors.ts'
import { collectionOf } from '../http/collection.ts'
import { jsonBody, jsonObject } from '../http/json-body.ts'
import { readQuery } from '../http/query.ts'
import { Refusal } from '../http/refusal.ts'
import { sendJson } from '../http/send.ts'
import { isoTime } from '../iso-time.ts'

/** The sandbox itself: faults, clock, and what was asked of the API. */
export function controlRoutes(server: FastifyInstance, app: App): void {
  faultRoutes(server, app)
  clockRoutes(server, app)
  server.get('/requests', (request, reply) =>
    sendJson(reply, collectionOf(app.requests.counts(), readQuery(request.query))),
  )
  server.delete('/requests', (_request, reply) => {
    app.requests.clear()
    return reply.code(204).send()
  })
}

function faultRoutes(server: FastifyInstance, { faults }: App): void {
  server.get('/faults', (_request, reply) => sendJson(reply, { items: faults.states() }))
  server.put('/faults', (request, reply) => {
    const body = jsonBody(request.body)
    const given = typeof body === 'object' && body !== null && 'faults' in body ? body.faults : body
    if (!Array.isArray(given)) throw new Refusal(400, 'An array of faults is expected.')
    setFaults(() => faults.set(given))
    return sendJson(reply, { items: faults.states() })
  })
  server.post('/faults', (request, reply) => {
    setFaults(() => faults.add(jsonBody(request.body)))
    return sendJson(reply, { items: faults.states() })
  })
  server.delete('/faults', (_request, reply) => {
    faults.set([])
    return reply.code(204).send()
  })
}

function setFaults(set: () => void): void {
  try {
    set()
  } catch (error) {
    if (error instanceof SandboxOptionsError) throw new Refusal(400, error.message)
    throw error
  }
}

function clockRoutes(server: FastifyInstance, { instance: { clock }, syncs }: App): void {
  const clockState = () => ({ now: isoTime(clock.now()), manual: clock.manual })
  server.get('/clock', (_request, reply) => sendJson(reply, clockState()))
  server.post('/clock', (request, reply) => {
    const { advanceMs } = jsonObject(request.body)
    if (typeof advanceMs !== 'number' || !(advanceMs >= 0)) {
      throw new Refusal(400, 'advanceMs must be a number of milliseconds, 0 or more.')
    }
    clock.advance(advanceMs)
    syncs.run()
    return sendJson(reply, clockState())
  })
}
