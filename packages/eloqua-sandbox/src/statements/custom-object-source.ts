import type { Field } from '../catalog/field.ts'
import type { CustomObject } from '../instance/custom-object.ts'
import { recordColumns } from '../instance/custom-object.ts'
import { contactSource, linkedSource, textReader, timeReader } from './contact-source.ts'
import type { Source } from './reader.ts'

/** What `{{CustomObject[n].PROPERTY}}` stands for; undefined when there is no such thing. */
export function customObjectSource(
  property: string,
  object: CustomObject,
  contactFields: readonly Field[],
): Source | undefined {
  const lower = property.toLowerCase()
  const ofRecord = recordSources.get(lower)
  if (ofRecord !== undefined) return ofRecord
  if (lower.startsWith('contact.')) {
    const source = contactSource(property.slice('contact.'.length), contactFields)
    return source && linkedSource(source, (rows) => textReader(rows, recordColumns.contact))
  }
  const field = fieldOf(property, object.fields)
  if (!field) return undefined
  return { dataType: field.dataType, field, reader: ({ rows }) => textReader(rows, field.internalName) }
}

/** What every record has, by its name in small letters. */
const recordSources: ReadonlyMap<string, Source> = new Map(
  Object.entries({
    id: {
      dataType: 'number',
      identity: 'id',
      reader:
        ({ rows }) =>
        (row) =>
          rows.ids.at(row),
    },
    externalid: {
      dataType: 'string',
      identity: 'externalId',
      reader: ({ rows }) => textReader(rows, recordColumns.externalId),
    },
    createdat: {
      dataType: 'date',
      systemTime: true,
      reader: ({ rows }, style) => timeReader(rows.createdAt, style),
    },
    updatedat: {
      dataType: 'date',
      systemTime: true,
      reader: ({ rows }, style) => timeReader(rows.updatedAt, style),
    },
  }),
)

/** `Field[18496]` by id, `Field(Status1)` by internal name. */
function fieldOf(property: string, fields: readonly Field[]): Field | undefined {
  const id = /^field\[(\d+)\]$/i.exec(property)?.[1]
  if (id !== undefined) return fields.find((field) => field.id === Number(id))
  const name = /^field\((\w+)\)$/i.exec(property)?.[1]?.toLowerCase()
  return fields.find(({ internalName }) => internalName.toLowerCase() === name)
}
