import { exitCodes, type RunResult, stages } from '@dwmops/fleet'
import { type Static, Type } from 'typebox'
import { Count, Nullable, Time } from './parts.ts'

export const StageName = Type.Enum(stages.map(({ name }) => name))

export const RunResultName = Type.Enum(Object.keys(exitCodes) as RunResult[])

export const RunSchema = Type.Object({
  id: Type.String(),
  stage: StageName,
  environment: Type.String(),
  owner: Type.String(),
  dryRun: Type.Boolean(),
  startedAt: Time,
  finishedAt: Nullable(Time),
  durationMs: Nullable(Type.Number()),
  result: Nullable(RunResultName),
  exitCode: Nullable(Type.Integer()),
  counts: Nullable(Type.Record(Type.String(), Type.Number())),
  reason: Nullable(Type.String({ description: 'why it did not end well' })),
})

/** A run; one without result is under way, or was killed. */
export type Run = Static<typeof RunSchema>

const duration = Nullable(Type.Number(), { description: 'of the runs that had something to do' })

export const StageDaySchema = Type.Object({
  day: Type.String({ description: 'UTC' }),
  runs: Count,
  results: Type.Record(Type.String(), Count, { description: '`no end`: under way, or killed' }),
  medianMs: duration,
  longestMs: duration,
  in: Count,
  out: Count,
  failed: Count,
})

/** What the runs of a stage came to on one day. */
export type StageDay = Static<typeof StageDaySchema>
