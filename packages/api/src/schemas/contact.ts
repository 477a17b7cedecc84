import { type Static, Type } from 'typebox'
import { ReasonSchema } from './dead-letter.ts'
import { Count, HexId, Nullable, Time } from './parts.ts'
import { BatchRefSchema, ClaimSchema } from './queue.ts'

export const ContactSchema = Type.Object({
  id: HexId,
  key: Type.String({ description: 'its address' }),
  queue: Type.String(),
  state: Type.Enum(['ready', 'claimed', 'dead', 'done']),
  attempts: Count,
  generation: Count,
  priority: Type.Number(),
  addedAt: Time,
  enteredAt: Time,
  exportedAt: Time,
  batch: Nullable(BatchRefSchema),
  lastError: Nullable(ReasonSchema),
  trail: Type.Array(
    Type.Object({
      did: Type.String(),
      claim: Type.String(),
      from: Type.String(),
      to: Type.String(),
      at: Time,
    }),
  ),
  syncs: Type.Array(Type.String()),
  payload: Type.Record(Type.String(), Type.Unknown(), { description: 'its record as it is now' }),
  claim: Nullable(ClaimSchema),
})

/** A contact where it is now. */
export type Contact = Static<typeof ContactSchema>
