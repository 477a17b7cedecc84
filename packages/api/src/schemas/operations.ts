import { type Static, Type } from 'typebox'
import { Count, Exact, Nullable, Time } from './parts.ts'
import { StageName } from './run.ts'

export const OperationsSchema = Type.Object({
  available: Type.Boolean({ description: 'whether this server may operate the stages (API_OPERATIONS)' }),
  stages: Type.Array(
    Type.Object({
      stage: StageName,
      schedule: Type.String(),
      suspended: Type.Boolean(),
      running: Count,
      lastScheduledAt: Nullable(Time),
    }),
    { description: 'those that have a CronJob in the project' },
  ),
})

/** The stages as the cluster has them. */
export type Operations = Static<typeof OperationsSchema>

export const StagesSchema = Exact({
  stages: Type.Array(StageName, { minItems: 1, maxItems: 6, uniqueItems: true }),
})

export const OneStageSchema = Exact({ stage: StageName })

export const ChangedStagesSchema = Type.Object({
  changed: Type.Array(StageName, { description: 'those that were otherwise before' }),
})
