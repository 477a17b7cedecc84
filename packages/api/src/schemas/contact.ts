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
      by: Type.Optional(Type.String({ description: 'the person who did it' })),
    }),
  ),
  syncs: Type.Array(Type.String()),
  payload: Type.Record(Type.String(), Type.Unknown(), { description: 'its record as it is now' }),
  claim: Nullable(ClaimSchema),
})

/** A contact where it is now. */
export type Contact = Static<typeof ContactSchema>

export const ContactFieldsSchema = Type.Object({
  source: Type.Enum(['queue', 'history'], {
    description: 'queue: its whole record; history: only the fields that were changed',
  }),
  at: Type.String({ format: 'date-time', description: 'when it was exported, or its newest wash' }),
  eloquaUrl: Nullable(Type.String(), {
    description: 'its page in Eloqua; null without ELOQUA_UI_URL or where its id is not known',
  }),
  fields: Type.Array(
    Type.Object({
      field: Type.String(),
      value: Type.Unknown(),
      exported: Type.Optional(
        Nullable(Type.String(), {
          description: 'as it was exported, where washing changed it; null where the export did not hold it',
        }),
      ),
    }),
  ),
})

/** The fields of a contact as far as they are known. */
export type ContactFields = Static<typeof ContactFieldsSchema>
