import type { Registry } from 'prom-client'
import { Type } from 'typebox'
import type { ApiContext } from '../context.ts'
import { answersWithin } from '../server/database-watch.ts'
import type { Server } from '../server/server.ts'

const tags = ['health']
const longestPingMs = 2_000

const ReadinessSchema = Type.Object({
  status: Type.Enum(['ok', 'unavailable']),
  checks: Type.Object({ mongodb: Type.Enum(['ok', 'unavailable']) }),
})

/** For probes and Prometheus. */
export function healthRoutes(server: Server, context: ApiContext, metrics: Registry): void {
  probeLife(server)
  probeReadiness(server, context)
  exportMetrics(server, metrics)
}

function probeLife(server: Server): void {
  server.get(
    '/healthz',
    {
      config: { role: 'open' },
      schema: {
        tags,
        summary: 'Whether the process is alive; asks nobody else',
        response: { 200: Type.Object({ status: Type.Literal('ok') }) },
      },
    },
    async () => ({ status: 'ok' as const }),
  )
}

function probeReadiness(server: Server, { queueDb }: ApiContext): void {
  server.get(
    '/readyz',
    {
      config: { role: 'open' },
      schema: {
        tags,
        summary: 'Whether requests can be answered: the database is there',
        response: { 200: ReadinessSchema, 503: ReadinessSchema },
      },
    },
    async (request, reply) => {
      if (await answersWithin(queueDb, longestPingMs))
        return { status: 'ok' as const, checks: { mongodb: 'ok' as const } }
      request.log.warn('the database does not answer')
      return reply.code(503).send({ status: 'unavailable', checks: { mongodb: 'unavailable' } })
    },
  )
}

function exportMetrics(server: Server, metrics: Registry): void {
  server.get(
    '/metrics',
    {
      config: { role: 'reader' },
      schema: {
        tags,
        summary: 'Metrics of this process for Prometheus',
        response: { 200: { content: { 'text/plain': { schema: Type.String() } } } },
      },
    },
    async (_request, reply) => reply.type(metrics.contentType).send(await metrics.metrics()),
  )
}
