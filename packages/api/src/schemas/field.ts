import { type Static, Type } from 'typebox'
import { Count } from './parts.ts'

export const FieldSchema = Type.Object({
  field: Type.String(),
  lookup: Type.Array(Type.String(), { description: 'kinds of rules that look at it' }),
})

/** A field that is washed. */
export type Field = Static<typeof FieldSchema>

export const FieldValueSchema = Type.Object({ value: Type.String(), contacts: Count })

/** A value of a field and how many contacts hold it. */
export type FieldValue = Static<typeof FieldValueSchema>
