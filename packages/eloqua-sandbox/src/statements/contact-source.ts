import { emailField } from '../catalog/contact-catalog.ts'
import type { Field } from '../catalog/field.ts'
import { easternOffsetMs } from '../eastern-time.ts'
import { contactColumns } from '../instance/contacts.ts'
import type { Snapshot } from '../instance/instance.ts'
import { plainTime } from '../iso-time.ts'
import type { ColumnView } from '../storage/column.ts'
import type { TableView } from '../storage/table.ts'
import type { Read, ReadStyle, Source } from './reader.ts'

type Pick = (rows: TableView, style: ReadStyle) => Read

/** Reads a time of the system, in the zone that the definition asks for. */
export function timeReader(times: ColumnView<number>, { utc }: ReadStyle): Read {
  if (utc) return (row) => plainTime(times.at(row))
  return (row) => plainTime(times.at(row) + easternOffsetMs(times.at(row)))
}

/** Properties of a contact that are no fields, by their name in `{{Contact.NAME}}`. */
const systemProperties: Readonly<Record<string, Omit<Source, 'reader'> & { pick: Pick }>> = {
  id: { dataType: 'number', identity: 'id', pick: (rows) => (row) => rows.ids.at(row) },
  createdat: {
    dataType: 'date',
    systemTime: true,
    pick: (rows, style) => timeReader(rows.createdAt, style),
  },
  updatedat: {
    dataType: 'date',
    systemTime: true,
    pick: (rows, style) => timeReader(rows.updatedAt, style),
  },
  'email.issubscribed': {
    dataType: 'string',
    pick: (rows) => {
      const unsubscribed = rows.text(contactColumns.unsubscribed)
      return (row) => (unsubscribed.at(row) === '' ? 'True' : 'False')
    },
  },
  'email.isbounced': { dataType: 'string', pick: () => () => 'False' },
  'email.format': { dataType: 'string', pick: () => () => 'HTML' },
}

/** Fields that the system works out, by internal name. */
const workedOut: Readonly<Record<string, Pick>> = {
  C_DateCreated: (rows, style) => timeReader(rows.createdAt, style),
  C_DateModified: (rows, style) => timeReader(rows.updatedAt, style),
  ContactIDExt: (rows) => (row) => contactIdExt(rows.ids.at(row)),
  C_EmailAddressDomain: (rows) => {
    const addresses = rows.text(emailField)
    return (row) => addresses.at(row).split('@')[1] ?? ''
  },
}

const extPrefix = 'CSNBX'

export function contactIdExt(id: string): string {
  return `${extPrefix}${id.padStart(12, '0')}`
}

/** The contact id in an external one; undefined for a text that is none. */
export function idFromExt(text: string): string | undefined {
  const digits = text.toUpperCase().startsWith(extPrefix) ? text.slice(extPrefix.length) : ''
  return /^\d+$/.test(digits) ? String(BigInt(digits)) : undefined
}

/** What `{{Contact.PROPERTY}}` stands for, such as `Id` or `Field(C_Country)`; undefined when there is no such thing. */
export function contactSource(property: string, fields: readonly Field[]): Source | undefined {
  const system = systemProperties[property.toLowerCase()]
  if (system) {
    const { pick, ...source } = system
    return { ...source, reader: ownRows(pick) }
  }
  if (/^account\.field\(m_companyname\)$/i.test(property)) {
    return { dataType: 'string', linked: true, reader: ownRows((rows) => textReader(rows, 'C_Company')) }
  }
  const named = /^field\((\w+)\)$/i.exec(property)?.[1]?.toLowerCase()
  const field = fields.find(({ internalName }) => internalName.toLowerCase() === named)
  if (!field) return undefined
  const pick = workedOut[field.internalName] ?? ((rows: TableView) => textReader(rows, field.internalName))
  const systemTime = field.internalName in workedOut && field.dataType === 'date'
  return { dataType: field.dataType, field, systemTime, reader: ownRows(pick) }
}

/** The same source, read through records that point at contacts. */
export function linkedSource(source: Source, contactIds: (rows: TableView) => Read): Source {
  return {
    dataType: source.dataType,
    ...(source.systemTime ? { systemTime: true } : {}),
    linked: true,
    reader(snapshot, style) {
      const read = source.reader({ ...snapshot, rows: snapshot.contacts }, style)
      const contactId = contactIds(snapshot.rows)
      return (row) => {
        const contact = snapshot.rowOfContact(contactId(row))
        return contact === undefined ? '' : read(contact)
      }
    },
  }
}

export function textReader(rows: TableView, column: string): Read {
  const texts = rows.text(column)
  return (row) => texts.at(row)
}

function ownRows(pick: Pick): Source['reader'] {
  return (snapshot: Snapshot, style) => pick(snapshot.rows, style)
}
