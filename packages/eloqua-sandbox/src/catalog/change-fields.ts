import { SandboxOptionsError } from '../errors.ts'
import type { KeyedField } from './contact-catalog.ts'
import type { Field } from './field.ts'

/** In what a contact field of this instance differs from the catalog. */
export const fieldChanges = ['missing', 'readOnly', 'unique', 'largeText'] as const
export type FieldChange = (typeof fieldChanges)[number]

/** Changes by the key or the internal name of a field. */
export type FieldChanges = Readonly<Record<string, FieldChange>>

/** The fields of an instance that has renamed, locked or retyped some. Throws SandboxOptionsError for a name that is none of theirs. */
export function changeFields(fields: readonly KeyedField[], changes: FieldChanges): readonly Field[] {
  const open = new Map(Object.entries(changes))
  const changed = fields.flatMap((field) => {
    const name = open.has(field.key) ? field.key : field.internalName
    const change = open.get(name)
    open.delete(name)
    if (change === undefined) return [field]
    return change === 'missing' ? [] : [{ ...field, [change]: true }]
  })
  const [unknown] = open.keys()
  if (unknown !== undefined) throw new SandboxOptionsError(`fields: there is no contact field ${unknown}`)
  return changed
}
