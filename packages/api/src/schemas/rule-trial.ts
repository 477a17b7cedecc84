import { type Static, Type } from 'typebox'
import { Exact, Nullable } from './parts.ts'
import { PreviewChangeSchema } from './preview.ts'
import { TraceSchema } from './trace.ts'

const mostContacts = 20

export const TrialContactsSchema = Type.Union(
  [
    Exact({
      addresses: Type.Array(Type.String({ minLength: 1, maxLength: 320 }), {
        minItems: 1,
        maxItems: mostContacts,
      }),
    }),
    Exact({ random: Type.Integer({ minimum: 1, maximum: mostContacts }) }),
    Exact({
      records: Type.Array(Type.Record(Type.String({ maxLength: 200 }), Type.String({ maxLength: 5_000 })), {
        minItems: 1,
        maxItems: mostContacts,
      }),
    }),
  ],
  { description: 'of the queues, by address or item id, or some at random; or records that you bring' },
)

/** Which contacts are tried. */
export type TrialContacts = Static<typeof TrialContactsSchema>

export const RuleTrialRequestSchema = Exact({
  contacts: TrialContactsSchema,
  changes: Type.Optional(
    Type.Array(PreviewChangeSchema, {
      minItems: 1,
      maxItems: 500,
      description: 'of the present rules, to be tried before they are published',
    }),
  ),
})

export const RuleTrialSchema = Type.Object({
  contacts: Type.Array(
    Type.Object({
      name: Type.String({ description: 'its address, or its place among the records' }),
      present: TraceSchema,
      changed: Nullable(TraceSchema, {
        description: 'by the changed rules; null where no changes were sent',
      }),
    }),
  ),
  unknown: Type.Array(Type.String(), { description: 'addresses of which the queues know no contact' }),
})

/** Contacts through all rules, step by step. */
export type RuleTrial = Static<typeof RuleTrialSchema>
