import { type Static, Type } from 'typebox'
import { Nullable, Time } from './parts.ts'
import { ClaimSchema, QueueSchema } from './queue.ts'
import { RunSchema, StageName } from './run.ts'
import { SyncUsageSchema } from './sync.ts'

export const OverviewSchema = Type.Object({
  queues: Type.Array(QueueSchema),
  stages: Type.Array(
    Type.Object({
      stage: StageName,
      schedule: Type.String(),
      from: Type.String(),
      to: Type.String(),
      lastRun: Nullable(RunSchema),
    }),
  ),
  claims: Type.Array(ClaimSchema, { description: 'at most 100' }),
  syncsLastHour: SyncUsageSchema,
  rules: Type.Object({
    version: Nullable(Type.Integer()),
    publishedAt: Nullable(Time),
    who: Nullable(Type.String()),
  }),
})

/** The fleet at a glance. */
export type Overview = Static<typeof OverviewSchema>
