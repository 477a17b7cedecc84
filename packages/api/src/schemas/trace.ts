import { type Static, Type } from 'typebox'
import { Nullable } from './parts.ts'
import { DocumentSchema } from './rule.ts'

const text = Type.String()
const value = Type.Optional(Type.Unknown())

const TraceStepSchema = Type.Object({
  ruleType: text,
  change: Nullable(
    Type.Object({
      from: value,
      to: value,
      ruleId: Type.Optional(text),
      document: Type.Optional(DocumentSchema),
      using: value,
      pattern: value,
    }),
    { description: 'what a rule of this kind changed; null where none fitted' },
  ),
})

export const TraceSchema = Type.Object({
  failure: Nullable(
    Type.Object({
      code: text,
      field: Type.Optional(text),
      rule: Type.Optional(text),
      reason: text,
    }),
    { description: 'why it cannot be washed' },
  ),
  fields: Type.Array(
    Type.Object({ field: text, before: value, after: value, steps: Type.Array(TraceStepSchema) }),
    { description: 'in the order of the config; a value that is left out is not in the record' },
  ),
})

/** How one contact is washed, field by field and rule by rule. */
export type Trace = Static<typeof TraceSchema>
