import { type Static, Type } from 'typebox'
import { Count, Exact, HexId, Nullable, Time } from './parts.ts'
import { BatchRefSchema } from './queue.ts'

export const ReasonSchema = Type.Object({
  code: Type.String(),
  message: Type.String(),
  queue: Type.String(),
  at: Time,
})

export const DeadLetterSchema = Type.Object({
  id: HexId,
  key: Type.String({ description: 'address of the contact' }),
  queue: Type.String(),
  reason: Nullable(ReasonSchema),
  attempts: Count,
  generation: Count,
  enteredAt: Time,
  batch: Nullable(BatchRefSchema),
})

/** A contact that failed for good. */
export type DeadLetter = Static<typeof DeadLetterSchema>

const filters = {
  queue: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  code: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'code of the reason' })),
}
export const deadLetterFilters = filters

export const DeadLetterChoiceSchema = Exact(
  {
    ...filters,
    ids: Type.Optional(Type.Array(HexId, { minItems: 1, maxItems: 10_000 })),
    all: Type.Optional(Type.Literal(true, { description: 'every dead letter' })),
  },
  { minProperties: 1 },
)

/** How many may be settled in one request; a client that means more asks again until fewer are. */
export const SettleQuerySchema = Exact({
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 100_000,
      description: 'no more than so many; all that are meant unless given',
    }),
  ),
})

/** Which dead letters are meant; every condition given must hold. */
export type DeadLetterChoice = Static<typeof DeadLetterChoiceSchema>

export const DeadLetterCountSchema = Type.Object({
  queue: Type.String(),
  code: Type.String(),
  count: Count,
})
