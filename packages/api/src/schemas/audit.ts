import { type Static, Type } from 'typebox'
import { HexId, Nullable, Time } from './parts.ts'
import { RoleName } from './session.ts'

export const AuditEntrySchema = Type.Object({
  id: HexId,
  at: Time,
  who: Type.String(),
  role: RoleName,
  via: Type.Enum(['token', 'session', 'proxy', 'dwm']),
  action: Type.String({ description: 'method and route, or command of dwm' }),
  requestId: Type.String(),
  result: Type.Enum(['begun', 'done', 'refused', 'failed']),
  status: Nullable(Type.Integer()),
  facts: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
})

/** A change made over this API or by dwm. */
export type AuditEntry = Static<typeof AuditEntrySchema>
