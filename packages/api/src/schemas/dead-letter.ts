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
export const deadLetterFilters = {
  ...filters,
  q: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description: 'address or reason holds this, in either case',
    }),
  ),
}

export const DeadLetterCorrectionSchema = Exact({
  field: Type.String({ minLength: 1, maxLength: 200 }),
  from: Type.String({ maxLength: 100_000, description: 'what the field holds as you saw it' }),
  to: Type.String({ maxLength: 5_000, description: 'what it is to hold' }),
})

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
  before: Type.Optional(
    Type.String({
      format: 'date-time',
      description:
        'only those that died before, as /dead-letters/count says; needed (428) unless ids are named',
    }),
  ),
  expected: Type.Optional(
    Type.Integer({
      minimum: 0,
      description:
        'how many you mean, as /dead-letters/count says; needed (428). 412, and nothing is done, when it is another number',
    }),
  ),
})

export type SettleQuery = Static<typeof SettleQuerySchema>

export const DeadLetterBoundSchema = Type.Object({
  count: Count,
  before: Type.String({ format: 'date-time', description: 'none of those counted died later' }),
})

/** A set of dead letters that later ones do not enlarge. */
export type DeadLetterBound = Static<typeof DeadLetterBoundSchema>

export const deadLetterGroup = filters

/** Which dead letters are meant; every condition given must hold. */
export type DeadLetterChoice = Static<typeof DeadLetterChoiceSchema>

export const DeadLetterCountSchema = Type.Object({
  queue: Type.String(),
  code: Type.String(),
  count: Count,
  meaning: Nullable(Type.String(), { description: 'what the code means; null for one that nobody knows' }),
  wayOut: Nullable(Type.String(), { description: 'what a person can do' }),
})
