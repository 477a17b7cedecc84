import { type Erasure as Erased, eraseContacts, listErasures } from '@dwmops/erasure'
import { iso } from '../../answers.ts'
import type { ApiContext } from '../../context.ts'
import { type Erasure, ErasureRequestSchema, ErasureSchema } from '../../schemas/erasure.ts'
import { ListOf } from '../../schemas/parts.ts'
import { type Server, whoAsks } from '../../server/server.ts'

const tags = ['contacts']

/** People whose values are removed for good. Addresses come in the body: a path is logged. */
export function erasureRoutes(server: Server, { queueDb, rulesDb }: ApiContext): void {
  server.get(
    '/erasures',
    {
      config: { role: 'operator' },
      schema: { tags, summary: 'Who erased when; nothing of whom', response: { 200: ListOf(ErasureSchema) } },
    },
    async () => ({ items: (await listErasures({ queueDb, rulesDb })).map(answer) }),
  )
  server.post(
    '/erasures',
    {
      config: { role: 'operator' },
      schema: {
        tags,
        summary: 'Removes all that is kept of people, for good',
        body: ErasureRequestSchema,
        response: { 200: ListOf(ErasureSchema) },
      },
    },
    async (request) => {
      const { people } = request.body
      const erasures = await eraseContacts({ queueDb, rulesDb }, people, { who: whoAsks(request) })
      request.facts['count'] = erasures.length
      return { items: erasures.map(answer) }
    },
  )
}

function answer({ at, removed, ...facts }: Erased): Erasure {
  return { ...facts, at: iso(at), removed: { ...removed } }
}
