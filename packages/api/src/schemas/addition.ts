import { sheetCollections } from '@dwmops/record-files'
import { type Static, Type } from 'typebox'
import { LintFindingSchema } from './lint-finding.ts'
import { Count, Exact } from './parts.ts'
import { CollectionName, DocumentSchema, RuleSetDiffSchema } from './rule.ts'

export const SheetSchema = Exact(
  {
    as: Type.Enum([...sheetCollections], { description: 'the collection that its rules belong to' }),
    field: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        description: 'that its rules change; none for genericLookup',
      }),
    ),
    text: Type.String({
      minLength: 1,
      description:
        'CSV, or what a spreadsheet copies: names of the columns in the first row, values to find, and in the last column what they become. For deriveValue the names are those of the fields that are looked at',
    }),
  },
  { description: 'rules out of a spreadsheet' },
)

/** Rules out of a spreadsheet. */
export type Sheet = Static<typeof SheetSchema>

const planned = {
  etag: Type.String({ description: 'of the rules that it was planned for; for If-Match' }),
  diff: RuleSetDiffSchema,
  findings: Type.Array(LintFindingSchema, {
    description: 'of the rules as they would be, and not as they are',
  }),
}

export const SheetPlanSchema = Type.Object({
  ...planned,
  rules: Count,
  duplicates: Type.Array(Type.String(), { description: 'lines that say what another one says' }),
  errors: Type.Array(Type.String(), {
    description:
      'lines without a value to find, with cells missing or too many, or that contradict another one; nothing is published while there are any',
  }),
})

/** What the rules of a sheet would change. */
export type SheetPlan = Static<typeof SheetPlanSchema>

const listed = {
  name: Type.String(),
  title: Type.String({ description: 'what it does, in a line' }),
  fields: Type.Array(Type.String(), { description: 'that it washes' }),
  rules: Count,
}

export const PackListedSchema = Type.Object(listed)

/** A rule set that comes with the program. */
export type PackListed = Static<typeof PackListedSchema>

export const PackSchema = Type.Object({
  ...listed,
  collections: Type.Array(Type.Object({ collection: CollectionName, rules: Type.Array(DocumentSchema) })),
})

export const PackPlanSchema = Type.Object({
  ...planned,
  added: Count,
  present: Type.Integer({ minimum: 0, description: 'rules that are there already, word for word' }),
  overruled: Type.Integer({
    minimum: 0,
    description: 'rules left out, since an own one says something else of the same value',
  }),
})

/** What adding a pack would change. */
export type PackPlan = Static<typeof PackPlanSchema>
