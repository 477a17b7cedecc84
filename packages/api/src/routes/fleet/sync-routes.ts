import type { HourlyUsage, LedgerEntry } from '@dwmops/sync-ledger'
import { Type } from 'typebox'
import { iso, isoOrNull } from '../../answers.ts'
import type { ApiContext } from '../../context.ts'
import { isTimePlace, pageOf, placeOf } from '../../paging.ts'
import { PageOf, PageQuery } from '../../schemas/parts.ts'
import {
  type Sync,
  SyncKindName,
  SyncSchema,
  SyncStateName,
  type SyncUsage,
  SyncUsageSchema,
} from '../../schemas/sync.ts'
import { notFound } from '../../server/problem.ts'
import type { Server } from '../../server/server.ts'

const tags = ['syncs']
const config = { role: 'reader' } as const

/** Bulk syncs, as the ledger has them. */
export function syncRoutes(server: Server, context: ApiContext): void {
  listSyncs(server, context)
  showUsage(server, context)
  showSync(server, context)
}

function listSyncs(server: Server, { ledger }: ApiContext): void {
  server.get(
    '/syncs',
    {
      config,
      schema: {
        tags,
        summary: 'Syncs, newest first',
        querystring: PageQuery({
          stage: Type.Optional(Type.String({ maxLength: 100 })),
          state: Type.Optional(SyncStateName),
          kind: Type.Optional(SyncKindName),
        }),
        response: { 200: PageOf(SyncSchema) },
      },
    },
    async ({ query: { limit, cursor, ...filter } }) => {
      const place = placeOf(cursor, isTimePlace)
      const after = place && { plannedAt: new Date(place[0]), id: place[1] }
      const found = await ledger.list({ ...filter, ...(after && { after }), limit: limit + 1 })
      return pageOf(found, limit, { place: (one) => [one.plannedAt.getTime(), one.id], answer: syncAnswer })
    },
  )
}

function showUsage(server: Server, { ledger }: ApiContext): void {
  server.get(
    '/syncs/usage',
    {
      config,
      schema: {
        tags,
        summary: 'Syncs of the last hour, by kind: Eloqua has limits',
        response: { 200: SyncUsageSchema },
      },
    },
    async () => usageAnswer(await ledger.usedInLastHour()),
  )
}

function showSync(server: Server, { ledger }: ApiContext): void {
  server.get(
    '/syncs/:id',
    {
      config,
      schema: {
        tags,
        summary: 'One sync, by its id here or its number in Eloqua',
        params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
        response: { 200: SyncSchema },
      },
    },
    async ({ params: { id } }) => {
      const found = await ledger.show(id)
      if (found === undefined) throw notFound('sync with this id')
      return syncAnswer(found)
    },
  )
}

export function usageAnswer(usage: HourlyUsage): SyncUsage {
  return { export: usage.export.used, import: usage.import.used, action: usage.action.used }
}

function syncAnswer(entry: LedgerEntry): Sync {
  const { id, stage, kind, state, definitionUri } = entry
  const { syncUri = null, claim = null, owner = null, status = null, counts = null, reason = null } = entry
  return {
    ...{ id, stage, kind, state, definitionUri, syncUri, claim, owner, status, counts, reason },
    plannedAt: iso(entry.plannedAt),
    startedAt: isoOrNull(entry.startedAt),
    endedAt: isoOrNull(entry.endedAt),
    seenAt: iso(entry.seenAt),
  }
}
