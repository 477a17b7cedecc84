import { type Static, Type } from 'typebox'

export const LintFindingSchema = Type.Object({
  severity: Type.Enum(['error', 'warning']),
  code: Type.String(),
  collection: Type.String(),
  id: Type.String({ description: 'of the rule, or its place in the set' }),
  reason: Type.String(),
  suggestion: Type.String(),
  rule: Type.Optional(
    Type.Record(Type.String(), Type.Unknown(), {
      description: 'what the rule says; not there for a config, and for a set as a whole',
    }),
  ),
})

/** What lint says of a rule. */
export type LintFindingAnswer = Static<typeof LintFindingSchema>
