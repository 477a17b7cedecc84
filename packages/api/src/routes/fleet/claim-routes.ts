import type { ClaimListing } from '@dwmops/mongo-queue'
import { Type } from 'typebox'
import { iso } from '../../answers.ts'
import type { ApiContext } from '../../context.ts'
import { Counted, ListOf } from '../../schemas/parts.ts'
import { type Claim, ClaimSchema } from '../../schemas/queue.ts'
import { notFound } from '../../server/problem.ts'
import { type Server, whoAsks } from '../../server/server.ts'

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
        summary: 'Releases the claim of a run that is known to be dead; its records are ready at once',
        params: Type.Object({ token: Type.String({ pattern: '^[\\w-]{1,100}$' }) }),
        response: { 200: Counted },
      },
    },
    async (request) => {
      const { params, facts } = request
      const { token } = params
      facts['claim'] = token
      const count = await queue.release(token, whoAsks(request))
      if (count === undefined) throw notFound('claim with this token')
      facts['count'] = count
      return { count }
    },
  )
}

export function claimAnswer({ claimedAt, until, syncId, ...rest }: ClaimListing): Claim {
  return { ...rest, claimedAt: iso(claimedAt), until: iso(until), syncId: syncId ?? null }
}
