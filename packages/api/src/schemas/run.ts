import { type Static, Type } from 'typebox'
import { Nullable, Time } from './parts.ts'

export const StageName = Type.Enum([
  'get-contacts',
  'wash-contacts',
  'update-indicators',
  'post-contacts',
  'clean-queues',
  'refresh-indicators',
])

export const RunResultName = Type.Enum([
  'done',
  'nothing to do',
  'unexpected',
  'settings',
  'away',
  'some failed',
  'stopped',
])

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
