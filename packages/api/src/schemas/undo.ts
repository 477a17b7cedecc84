import { type Static, Type } from 'typebox'
import { Count, Exact, Note, Time } from './parts.ts'

const optionalText = Type.Optional(Type.String({ minLength: 1, maxLength: 320 }))

const selection = {
  rule: optionalText,
  run: Type.Optional(
    Type.String({ minLength: 1, maxLength: 100, description: 'of wash-contacts, or an earlier undo' }),
  ),
  field: optionalText,
  contact: Type.Optional(Type.String({ minLength: 1, maxLength: 320, description: 'its address' })),
  since: Type.Optional(Time),
  until: Type.Optional(Time),
}

/** Which changes are to be undone: at least one condition, and all that are given must hold. */
export const UndoRequestSchema = Exact({ ...selection, note: Type.Optional(Note) })

export const ExecuteUndoSchema = Exact({
  ...selection,
  note: Type.Optional(Note),
  plan: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 100,
      description:
        'id of the plan that you saw, as /undos/plan says; needed (428). 412, and nothing is written, when it would be another by now',
    }),
  ),
})

export type UndoRequest = Static<typeof UndoRequestSchema>

const planned = {
  contacts: Count,
  values: Count,
  byField: Type.Array(Type.Object({ field: Type.String(), values: Count }), {
    description: 'values to revert by field, most first',
  }),
  skipped: Type.Record(Type.String(), Count, { description: 'values that stay as they are, by reason' }),
}

export const UndoPlanSchema = Type.Object({
  id: Type.String({ description: 'names exactly these values of these contacts' }),
  ...planned,
  samples: Type.Array(
    Type.Object({ item: Type.String(), field: Type.String(), from: Type.String(), to: Type.String() }),
  ),
})

/** What an undo would revert. */
export type UndoPlan = Static<typeof UndoPlanSchema>

export const UndoRunSchema = Type.Object({
  id: Type.String(),
  who: Type.String(),
  note: Type.Optional(Type.String()),
  selection: Type.Object(selection),
  startedAt: Time,
  endedAt: Type.Optional(Time),
  state: Type.Enum(['running', 'done', 'skipped'], {
    description: 'skipped: Eloqua must not be written to here, so it stayed a plan',
  }),
  plan: Type.Object(planned),
  contacts: Type.Object({ planned: Count, done: Count, rejected: Count, dropped: Count }),
})

/** An undo and what became of its contacts. */
export type UndoRun = Static<typeof UndoRunSchema>
