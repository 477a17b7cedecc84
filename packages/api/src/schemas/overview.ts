import { type Static, Type } from 'typebox'
import { Count, Nullable, Time } from './parts.ts'
import { ClaimSchema, QueueSchema } from './queue.ts'
import { RunSchema, StageName } from './run.ts'
import { SyncUsageSchema } from './sync.ts'

const drainSeconds = Nullable(
  Type.Number({
    description: 'until it is empty, at the rate of the last hour; null where nothing was taken out',
  }),
)

export const ForecastSchema = Type.Object({
  queue: Type.String(),
  waiting: Count,
  countedAt: Time,
  drainSeconds,
  emptyAt: Nullable(Time),
})

/** When a queue will be empty. */
export type Forecast = Static<typeof ForecastSchema>

export const DepthsSchema = Type.Object({
  at: Time,
  queues: Type.Array(Type.Object({ queue: Type.String(), ready: Count, held: Count, dead: Count })),
})

/** How full the queues were at a time. */
export type Depths = Static<typeof DepthsSchema>

const ClaimEvents = Type.Object({ name: Type.String(), claims: Count })

export const OverviewSchema = Type.Object({
  at: Type.String({ format: 'date-time', description: 'when it was read, in server time' }),
  queues: Type.Array(Type.Interface([QueueSchema], { drainSeconds, emptyAt: Nullable(Time) })),
  stages: Type.Array(
    Type.Object({
      stage: StageName,
      schedule: Type.String(),
      from: Type.String(),
      to: Type.String(),
      lastRun: Nullable(RunSchema),
      lastSuccessAt: Nullable(Time),
      suspended: Nullable(Type.Boolean(), {
        description: 'as its CronJob says; null where this server may not ask the cluster, or got no answer',
      }),
      nextRunAt: Type.String({
        format: 'date-time',
        description: 'by its schedule, unless its CronJob is suspended',
      }),
      successMaxAgeSeconds: Type.Integer({
        description: 'a last success that is older needs a person, as does a run that lasts longer',
      }),
    }),
  ),
  claims: Type.Array(ClaimSchema, { description: 'at most 100' }),
  syncsLastHour: SyncUsageSchema,
  silentSyncs: Type.Array(Type.Object({ id: Type.String(), stage: Type.String(), seenAt: Time }), {
    description:
      'not ended, and without a sign for longer than their stage may go without success; at most 100',
  }),
  claimsRescued: Type.Array(ClaimEvents, {
    description: 'claims of the last hour that were taken from dead runs, by queue',
  }),
  leasesLost: Type.Array(ClaimEvents, { description: 'claims of the last hour that runs lost, by stage' }),
  depths: Type.Array(DepthsSchema, { description: 'of the last 24 hours, oldest first, at most 300' }),
  rules: Type.Object({
    version: Nullable(Type.Integer()),
    publishedAt: Nullable(Time),
    who: Nullable(Type.String()),
  }),
})

/** The fleet at a glance. */
export type Overview = Static<typeof OverviewSchema>
