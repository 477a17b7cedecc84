import type { ClaimListing } from '@dwmops/mongo-queue'
import { Type } from 'typebox'
import { iso } from '../answers.ts'
import type { ApiContext } from '../context.ts'
import { Counted, ListOf } from '../schemas/parts.ts'
import { type Claim, ClaimSchema } from '../schemas/queue.ts'
import { notFound } from '../server/problem.ts'
import type { Server } from '../server/server.ts'

const tags = ['queues']

/** What runs hold. */
export function claimRoutes(server: Server, { queue }: ApiContext): void {
  server.get(
    '/claims',
    {
      config: { role: 'reader' },
      schema: { tags, summary: 'What is held, by whom, until when', response: { 200: ListOf(ClaimSchema) } },
    },
    async () => ({ items: (await queue.claims()).map(claimAnswer) }),
  )
  server.delete(
    '/claims/:token',
    {
      config: { role: 'operator' },
      schema: {
        tags,
        summary: 'Takes a claim away from a run that is known to be dead; its records are free at once',
        params: Type.Object({ token: Type.String({ pattern: '^[\\w-]{1,100}$' }) }),
        response: { 200: Counted },
      },
    },
    async ({ params: { token }, facts }) => {
      facts['claim'] = token
      const count = await queue.release(token)
      if (count === undefined) throw notFound('a claim of this token')
      facts['count'] = count
      return { count }
    },
  )
}

export function claimAnswer({ claimedAt, until, syncId, ...rest }: ClaimListing): Claim {
  return { ...rest, claimedAt: iso(claimedAt), until: iso(until), syncId: syncId ?? null }
}
