import { type Static, Type } from 'typebox'
import { SheetSchema } from './addition.ts'
import { LintFindingSchema } from './lint-finding.ts'
import { Count, Exact, Note, Nullable, Time } from './parts.ts'
import { CollectionName, DocumentSchema, RuleSetDiffSchema, RuleSetSchema } from './rule.ts'

const id = Type.String({ minLength: 1, maxLength: 200 })
const etag = Type.String({ minLength: 1, maxLength: 200, description: 'of what you saw' })

export const PreviewChangeSchema = Type.Union([
  Exact({
    do: Type.Literal('create'),
    collection: CollectionName,
    document: DocumentSchema,
    before: Type.Optional(id),
  }),
  Exact({ do: Type.Literal('change'), collection: CollectionName, id, etag, document: DocumentSchema }),
  Exact({ do: Type.Literal('delete'), collection: CollectionName, id, etag }),
])

/** A change of one rule that is to be looked at before it is published. */
export type PreviewChange = Static<typeof PreviewChangeSchema>

export const PreviewOverSchema = Type.Union(
  [Exact({ queued: Type.Literal(true) }), Exact({ days: Type.Integer({ minimum: 1, maximum: 365 }) })],
  { description: 'all queued contacts, or those washed in the last days; 100,000 at most' },
)

export const PreviewRequestSchema = Exact(
  {
    changes: Type.Optional(Type.Array(PreviewChangeSchema, { minItems: 1, maxItems: 500 })),
    set: Type.Optional(RuleSetSchema),
    sheet: Type.Optional(SheetSchema),
    pack: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'its name' })),
    note: Type.Optional(Note),
    over: PreviewOverSchema,
  },
  { description: 'one of: changes of the present rules, a whole set, the rules of a sheet, a rule pack' },
)

/** What is to be previewed. */
export type PreviewRequest = Static<typeof PreviewRequestSchema>

const text = Type.String()
const ref = { ruleType: text, ruleId: Type.Optional(text) }
const RuleRefSchema = Type.Object(ref)
const samples = Type.Array(
  Type.Object({
    item: Type.Optional(text),
    given: Type.Optional(Type.Unknown()),
    present: Type.Optional(Type.Unknown({ description: 'as the present rules have it' })),
    changed: Type.Optional(Type.Unknown({ description: 'as the changed rules would have it' })),
  }),
)

export const EffectSchema = Type.Object({
  contacts: Count,
  changed: Count,
  failed: Count,
  capped: Type.Boolean({ description: 'there were more contacts than were looked at' }),
  seconds: Type.Number(),
  basis: Type.String({ description: 'hash of the rules that it was compared with' }),
  groups: Type.Array(
    Type.Object({ ...ref, effect: Type.Enum(['new', 'gone']), field: text, contacts: Count, samples }),
  ),
  byField: Type.Array(Type.Object({ field: text, contacts: Count })),
  conflicts: Type.Array(
    Type.Object({
      kind: Type.Enum(['undone', 'unstable']),
      field: text,
      first: RuleRefSchema,
      second: RuleRefSchema,
      contacts: Count,
      samples,
    }),
  ),
  findings: Type.Array(LintFindingSchema),
})

/** What changed rules would do to contacts. */
export type Effect = Static<typeof EffectSchema>

/** Where a preview stands. */
export const previewStates = ['running', 'done', 'failed', 'published'] as const

export const PreviewSchema = Type.Object({
  id: text,
  state: Type.Enum(previewStates),
  who: text,
  note: text,
  createdAt: Time,
  over: PreviewOverSchema,
  progress: Type.Integer({ description: 'contacts looked at so far' }),
  changes: Nullable(Type.Array(PreviewChangeSchema)),
  diff: Nullable(RuleSetDiffSchema),
  preview: Nullable(EffectSchema),
  problem: Nullable(Type.String({ description: 'why it failed' })),
  version: Nullable(Type.Integer({ description: 'as which it was published' })),
})

/** A changed rule set that somebody thinks about, and what it would do. */
export type Preview = Static<typeof PreviewSchema>
