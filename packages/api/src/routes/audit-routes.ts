import { type AuditDocument, listAudit } from '@dwmops/access'
import { Type } from 'typebox'
import { iso } from '../answers.ts'
import type { ApiContext } from '../context.ts'
import { isHexPlace, pageOf, placeOf } from '../paging.ts'
import { type AuditEntry, AuditEntrySchema } from '../schemas/audit.ts'
import { PageOf, PageQuery } from '../schemas/parts.ts'
import type { Server } from '../server/server.ts'

/** Who changed what, when, and how it ended. */
export function auditRoutes(server: Server, { queueDb }: ApiContext): void {
  server.get(
    '/audit',
    {
      config: { role: 'operator' },
      schema: {
        tags: ['audit'],
        summary: 'Changes made over this API or by dwm, and logins, newest first',
        querystring: PageQuery({ who: Type.Optional(Type.String({ maxLength: 200 })) }),
        response: { 200: PageOf(AuditEntrySchema) },
      },
    },
    async ({ query: { who, limit, cursor } }) => {
      const before = placeOf(cursor, isHexPlace)?.[0]
      const found = await listAudit(queueDb, {
        ...(who !== undefined && { who }),
        ...(before !== undefined && { before }),
        limit: limit + 1,
      })
      return pageOf(found, limit, { place: ({ _id }) => [_id.toHexString()], answer: entryAnswer })
    },
  )
}

function entryAnswer({ _id, at, status, ...entry }: AuditDocument): AuditEntry {
  return { ...entry, id: _id.toHexString(), at: iso(at), status: status ?? null }
}
