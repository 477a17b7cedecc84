import type { BatchCounts, QueueStats } from '@dwmops/mongo-queue'
import { Type } from 'typebox'
import { iso, isoOrNull } from '../../answers.ts'
import type { ApiContext } from '../../context.ts'
import { Exact, ListOf } from '../../schemas/parts.ts'
import { type Batch, BatchSchema, type Queue, QueueSchema } from '../../schemas/queue.ts'
import type { Server } from '../../server/server.ts'

const tags = ['queues']
const config = { role: 'reader' } as const

/** Sizes and ages, as clean-queues counted them last: nobody else counts. */
export function queueRoutes(server: Server, { queue }: ApiContext): void {
  server.get(
    '/queues',
    {
      config,
      schema: { tags, summary: 'Queues with sizes and ages', response: { 200: ListOf(QueueSchema) } },
    },
    async () => ({ items: (await queue.readStats()).map(queueAnswer) }),
  )
  server.get(
    '/batches',
    {
      config,
      schema: {
        tags,
        summary: 'The newest exports, and where their contacts are',
        querystring: Exact({ limit: Type.Integer({ minimum: 1, maximum: 500, default: 50 }) }),
        response: { 200: ListOf(BatchSchema) },
      },
    },
    async ({ query }) => ({ items: (await queue.batches(query.limit)).map(batchAnswer) }),
  )
}

export function queueAnswer({ countedAt, ...stats }: QueueStats): Queue {
  return { ...stats, countedAt: iso(countedAt) }
}

function batchAnswer({ id, name, addedAt, counts, completedAt }: BatchCounts): Batch {
  return { id, name, addedAt: iso(addedAt), counts: counts ?? null, completedAt: isoOrNull(completedAt) }
}
