import { stageHistory } from '@dwmops/insight'
import { Type } from 'typebox'
import type { ApiContext } from '../../context.ts'
import { Exact, ListOf } from '../../schemas/parts.ts'
import { StageDaySchema, StageName } from '../../schemas/run.ts'
import type { Server } from '../../server/server.ts'

/** A stage over days. */
export function stageRoutes(server: Server, { queueDb }: ApiContext): void {
  server.get(
    '/stages/:stage/history',
    {
      config: { role: 'reader', heavy: true },
      schema: {
        tags: ['runs'],
        summary: 'Duration, contacts and results of the runs of a stage, by day, oldest first',
        params: Type.Object({ stage: StageName }),
        querystring: Exact({ days: Type.Integer({ minimum: 1, maximum: 30, default: 14 }) }),
        response: { 200: ListOf(StageDaySchema) },
      },
    },
    async ({ params: { stage }, query: { days } }) => {
      const found = await stageHistory(queueDb, stage, { days })
      return {
        items: found.map(({ medianMs = null, longestMs = null, results, ...day }) => {
          return { ...day, results: { ...results }, medianMs, longestMs }
        }),
      }
    },
  )
}
