import { type Static, Type } from 'typebox'
import { Count, Exact, Time } from './parts.ts'

export const ErasureRequestSchema = Exact({
  people: Type.Array(Type.String({ minLength: 3, maxLength: 320 }), {
    minItems: 1,
    maxItems: 20,
    description: 'addresses, or contact:ID for what is known under a contact id',
  }),
})

export const ErasureSchema = Type.Object({
  id: Type.String(),
  at: Time,
  who: Type.String(),
  state: Type.Enum(['open', 'done'], {
    description:
      'open: a run works on the contact, or an export is under way; clean-queues ends the erasure after them',
  }),
  removed: Type.Record(Type.String(), Count, { description: 'documents by collection' }),
})

/** One erasure of a person, without anything of the person. */
export type Erasure = Static<typeof ErasureSchema>
