import { type Static, Type } from 'typebox'
import { Nullable, Time } from './parts.ts'

export const SyncKindName = Type.Enum(['export', 'import', 'action'])
export const SyncStateName = Type.Enum(['planned', 'started', 'ended', 'abandoned'])

export const SyncSchema = Type.Object({
  id: Type.String(),
  stage: Type.String(),
  kind: SyncKindName,
  state: SyncStateName,
  definitionUri: Type.String(),
  syncUri: Nullable(Type.String()),
  claim: Nullable(Type.String()),
  owner: Nullable(Type.String()),
  plannedAt: Time,
  startedAt: Nullable(Time),
  endedAt: Nullable(Time),
  seenAt: Time,
  status: Nullable(Type.String({ description: 'how it ended, as Eloqua spelled it' })),
  counts: Nullable(Type.Record(Type.String(), Type.Number())),
  reason: Nullable(Type.String({ description: 'why it was given up' })),
})

/** A Bulk sync, from before its POST to its end. */
export type Sync = Static<typeof SyncSchema>

export const SyncUsageSchema = Type.Object({
  export: Type.Integer(),
  import: Type.Integer(),
  action: Type.Integer(),
})

/** Syncs of the last hour by kind. */
export type SyncUsage = Static<typeof SyncUsageSchema>
