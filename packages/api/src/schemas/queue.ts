import { type Static, Type } from 'typebox'
import { Count, Nullable, Time } from './parts.ts'

export const QueueSchema = Type.Object({
  queue: Type.String(),
  countedAt: Time,
  ready: Count,
  held: Count,
  expired: Type.Integer({ minimum: 0, description: 'of those held, how many by a claim past its lease' }),
  dead: Count,
  oldestDeadAgeMs: Type.Number({ minimum: 0, description: 'how long ago the oldest dead letter died' }),
  done: Count,
  oldestAgeMs: Type.Number({ minimum: 0 }),
  greatestAttempts: Count,
})

/** A queue as clean-queues counted it last. */
export type Queue = Static<typeof QueueSchema>

export const ClaimSchema = Type.Object({
  token: Type.String(),
  queue: Type.String(),
  owner: Type.String(),
  stage: Type.String(),
  claimedAt: Time,
  until: Time,
  expired: Type.Boolean(),
  size: Count,
  syncId: Nullable(Type.String()),
})

/** What a run holds. */
export type Claim = Static<typeof ClaimSchema>

export const BatchRefSchema = Type.Object({ id: Type.String(), name: Type.String() })

export const BatchSchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  addedAt: Time,
  counts: Nullable(Type.Object({ ready: Count, claimed: Count, dead: Count, done: Count })),
  completedAt: Nullable(Time),
})

/** An export and where its contacts are. */
export type Batch = Static<typeof BatchSchema>
