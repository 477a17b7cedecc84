import { type Static, Type } from 'typebox'
import { Count, Nullable } from './parts.ts'
import { DocumentSchema } from './rule.ts'

const text = Type.String()
const RuleRefSchema = Type.Object({ ruleType: text, ruleId: Type.Optional(text) })

export const RuleHitsSchema = Type.Object({
  days: Type.Array(text, { description: 'UTC, oldest first' }),
  rules: Type.Array(
    Type.Object({
      ruleType: text,
      ruleId: Type.Optional(text),
      document: Nullable(DocumentSchema, { description: 'the rule; null when it is gone, or none' }),
      total: Count,
      byDay: Type.Array(Count),
    }),
    { description: 'most hits first; a hit is a value that was changed' },
  ),
})

/** How often rules changed a value. */
export type RuleHits = Static<typeof RuleHitsSchema>

export const IdleRulesSchema = Type.Object({
  since: Nullable(Type.String({ description: 'first day of which hits are known; null when none are' })),
  total: Count,
  rules: Type.Array(
    Type.Object({ collection: text, id: text, index: Type.Integer(), document: DocumentSchema }),
  ),
})

/** Rules that changed no value. */
export type IdleRules = Static<typeof IdleRulesSchema>

export const FightsSchema = Type.Object({
  looked: Type.Integer({ description: 'contacts that were looked at' }),
  fights: Type.Array(
    Type.Object({
      kind: Type.Enum(['rules', 'outside']),
      field: text,
      earlier: RuleRefSchema,
      later: RuleRefSchema,
      contacts: Count,
      samples: Type.Array(Type.Object({ contact: Type.Optional(Type.Unknown()), from: text, to: text })),
    }),
  ),
})

/** Fields that go back and forth between washes. */
export type Fights = Static<typeof FightsSchema>

export const UncoveredSchema = Type.Object({
  looked: Type.Integer({ description: 'contacts that were looked at' }),
  fields: Type.Array(
    Type.Object({
      field: text,
      values: Type.Array(
        Type.Object({
          value: text,
          contacts: Count,
          suggestion: Nullable(
            Type.Object({
              collection: text,
              document: DocumentSchema,
              why: Type.Enum(['similar', 'contains']),
            }),
            { description: 'null where no text that a rule knows is near' },
          ),
          neighbors: Type.Array(text, {
            description: 'results of rules that are nearest to the value, at most 5: to choose from',
          }),
        }),
      ),
    }),
  ),
})

/** Values that no rule covers, with what they may become. */
export type Uncovered = Static<typeof UncoveredSchema>
