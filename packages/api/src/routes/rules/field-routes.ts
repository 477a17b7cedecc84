import { Type } from 'typebox'
import type { ApiContext } from '../../context.ts'
import { FieldSchema, FieldValueSchema } from '../../schemas/field.ts'
import { Exact, ListOf } from '../../schemas/parts.ts'
import type { Server } from '../../server/server.ts'

const tags = ['fields']

/** Fields that are washed, and what contacts hold in them: for anyone who writes a rule. */
export function fieldRoutes(server: Server, context: ApiContext): void {
  listFields(server, context)
  listValues(server, context)
}

function listFields(server: Server, { store, settings }: ApiContext): void {
  server.get(
    '/fields',
    {
      config: { role: 'reader' },
      schema: {
        tags,
        summary: 'Fields of the config in use (CONFIG_NAME), in its order',
        response: { 200: ListOf(FieldSchema) },
      },
    },
    async () => {
      const configs = await store.configs()
      const inUse = configs.find(({ document }) => document['configName'] === settings.configName)
      const fields = (inUse?.document['fields'] ?? {}) as Record<string, { lookup?: string[] } | null>
      return {
        items: Object.entries(fields).map(([field, how]) => ({ field, lookup: [how?.lookup ?? []].flat() })),
      }
    },
  )
}

function listValues(server: Server, { queue }: ApiContext): void {
  server.get(
    '/fields/:field/values',
    {
      config: { role: 'reader', heavy: true },
      schema: {
        tags,
        summary: 'The most frequent values of a field, most first, among 20,000 contacts in the queues',
        params: Type.Object({ field: Type.String({ pattern: '^\\w{1,100}$' }) }),
        querystring: Exact({ limit: Type.Integer({ minimum: 1, maximum: 200, default: 20 }) }),
        response: { 200: ListOf(FieldValueSchema) },
      },
    },
    async ({ params: { field }, query: { limit } }) => {
      const found = await queue.frequentValues(field, { limit })
      return { items: found.map(({ value, items }) => ({ value, contacts: items })) }
    },
  )
}
