import { byCollection, ruleCollections } from '@dwmops/rule-store'
import { type Static, Type } from 'typebox'
import { LintFindingSchema } from './lint-finding.ts'
import { Exact, Note, Nullable, Time } from './parts.ts'

export const CollectionName = Type.Enum([...ruleCollections])

export const OfCollection = Type.Object({ collection: CollectionName })

export const RuleParams = Type.Object({
  collection: CollectionName,
  id: Type.String({ minLength: 1, maxLength: 200 }),
})

/** A rule or config as MongoDB has it, without `_id`; dates and the like in MongoDB's extended JSON. */
export const DocumentSchema = Type.Record(Type.String(), Type.Unknown(), {
  description: "a document; dates and the like in MongoDB's extended JSON",
})

export const RuleSchema = Type.Object({
  collection: CollectionName,
  id: Type.String(),
  etag: Type.String({ description: 'for If-Match' }),
  document: DocumentSchema,
})

/** A rule as it stands. */
export type Rule = Static<typeof RuleSchema>

/** Which rules are meant; every condition given must hold. */
export const ruleFilters = {
  collection: Type.Optional(CollectionName),
  field: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  q: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description: 'some text of the rule holds this, in either case',
    }),
  ),
}

export const ConfigSchema = Type.Object({
  name: Type.String(),
  id: Type.String(),
  etag: Type.String({ description: 'for If-Match' }),
  document: DocumentSchema,
})

/** A config as it stands. */
export type Config = Static<typeof ConfigSchema>

export const CommentText = Type.String({ minLength: 1, maxLength: 1_000, pattern: '\\S' })

export const RuleCommentSchema = Type.Object({
  id: Type.String(),
  who: Type.String(),
  at: Time,
  text: CommentText,
})

/** What somebody says of a rule. */
export type RuleComment = Static<typeof RuleCommentSchema>

/** An entry of requests that publish. */
export const acceptFailedExamples = Type.Optional(
  Type.Boolean({
    description: 'publishes in spite of examples of rules that do not come out as they should',
  }),
)

const exampleText = Type.String({ maxLength: 10_000 })

export const ExampleSchema = Exact({
  value: exampleText,
  expected: exampleText,
  field: Type.Optional(
    Type.String({ minLength: 1, maxLength: 200, description: 'where the rule names none, or another one' }),
  ),
  given: Type.Optional(
    Type.Record(Type.String(), exampleText, {
      description: 'values of further fields, where the result depends on them',
    }),
  ),
})

/** What has to come out of a value, by the rule that carries it. */
export type RuleExample = Static<typeof ExampleSchema>

export const RuleDraftSchema = Exact({
  acceptFailedExamples,
  document: DocumentSchema,
  note: Type.Optional(Note),
  before: Type.Optional(
    Type.String({ minLength: 1, maxLength: 200, description: 'id of the rule to be tried after it' }),
  ),
})

export const DocumentChangeSchema = Exact({
  document: DocumentSchema,
  note: Type.Optional(Note),
  acceptFailedExamples,
})

const version = Nullable(
  Type.Integer({ description: 'the new version; null when the rules say this already, and for a dry run' }),
)

export const RuleChangedSchema = Type.Object({
  rule: RuleSchema,
  version,
  findings: Type.Array(LintFindingSchema),
})

/** A rule that was made or changed. */
export type RuleChanged = Static<typeof RuleChangedSchema>

export const ConfigChangedSchema = Type.Object({
  config: ConfigSchema,
  version,
  findings: Type.Array(LintFindingSchema),
})

export const VersionNumberSchema = Type.Object({ version })

export const RuleVersionSchema = Type.Object({
  version: Type.Integer(),
  publishedAt: Time,
  who: Type.String(),
  note: Type.String(),
  rules: Type.Integer(),
  configs: Type.Integer(),
  current: Type.Boolean(),
  change: Nullable(
    Type.Object(
      {
        collection: Type.String(),
        id: Type.String(),
        before: Nullable(DocumentSchema),
        after: Nullable(DocumentSchema),
      },
      { description: 'what it is, when it is the change of one rule or config' },
    ),
  ),
})

/** A published version of the rules. */
export type RuleVersion = Static<typeof RuleVersionSchema>

export const RuleSetDiffSchema = Type.Object({
  collections: Type.Array(
    Type.Object({
      collection: CollectionName,
      added: Type.Array(DocumentSchema),
      removed: Type.Array(DocumentSchema),
      reordered: Type.Boolean(),
    }),
  ),
  configs: Type.Array(
    Type.Object({ configName: Type.String(), from: Nullable(DocumentSchema), to: Nullable(DocumentSchema) }),
  ),
})

/** What differs between two rule sets; documents of which only the content changed are both removed and added. */
export type RuleSetDiff = Static<typeof RuleSetDiffSchema>

export const PublishedSchema = Type.Object({
  version,
  diff: RuleSetDiffSchema,
  findings: Type.Array(LintFindingSchema),
})

const rulesOfSet = byCollection(() => Type.Optional(Type.Array(DocumentSchema)))

export const RuleSetSchema = Exact({
  rules: Exact(rulesOfSet),
  configs: Type.Array(DocumentSchema),
})

/** All rules and configs. */
export type RuleSetBody = Static<typeof RuleSetSchema>
