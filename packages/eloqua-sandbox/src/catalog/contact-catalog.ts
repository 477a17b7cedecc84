import fields from './contact-fields.json' with { type: 'json' }
import type { Field } from './field.ts'

/** A contact field that files of contacts can fill, by its key in their header. */
export interface KeyedField extends Field {
  readonly key: string
}

/** Internal name of the field that tells contacts apart. */
export const emailField = 'C_EmailAddress'

function dataTypeOf(text: string): Field['dataType'] {
  return text === 'emailAddress' ? 'emailAddress' : 'string'
}

/** The fields that are stored. */
export const contactFields: readonly KeyedField[] = fields.map((field) => {
  const dataType = dataTypeOf(field.dataType)
  const strict = dataType === 'emailAddress' ? { notNull: true, unique: true } : {}
  return { ...field, dataType, ...strict }
})

/** Keys of the fields that files of contacts can fill. */
export const contactFieldKeys: readonly string[] = contactFields.map(({ key }) => key)

/** Fields that the system fills; read-only in a real pod too. */
export const readOnlyContactFields: readonly Field[] = [
  { id: 100068, name: 'Date Created', internalName: 'C_DateCreated', dataType: 'date', readOnly: true },
  { id: 100069, name: 'Date Modified', internalName: 'C_DateModified', dataType: 'date', readOnly: true },
  {
    id: 100070,
    name: 'Eloqua Contact ID',
    internalName: 'ContactIDExt',
    dataType: 'string',
    readOnly: true,
    unique: true,
  },
  {
    id: 100071,
    name: 'Email Address Domain',
    internalName: 'C_EmailAddressDomain',
    dataType: 'string',
    readOnly: true,
  },
]

/** Key of `{{Contact.Id}}` in files of contacts and in the view from outside. */
export const contactIdKey = 'ContactID'
