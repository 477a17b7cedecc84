import type { Field } from '../catalog/field.ts'
import { Table } from '../storage/table.ts'

/** Columns of custom object records that are no fields: the linked contact's id. */
export const recordColumns = { contact: '$contact', externalId: '$externalId' } as const

/** A custom object and its records. */
export class CustomObject {
  readonly id: number
  readonly name: string
  readonly path: string
  readonly fields: readonly Field[]
  readonly table = new Table()
  /** internal name of the field that an import moves to now unless it maps it */
  readonly stampField: string | undefined

  constructor(of: { id: number; name: string; fields: readonly Field[]; stampField?: string | undefined }) {
    this.id = of.id
    this.name = of.name
    this.path = `/customObjects/${of.id}`
    this.fields = of.fields
    this.stampField = of.stampField
  }

  add(now: number, contactId: string): number {
    const row = this.table.add(now, undefined)
    this.table.set(row, recordColumns.contact, contactId)
    this.table.set(row, recordColumns.externalId, `SNBX${this.table.ids.at(row).padStart(12, '0')}`)
    return row
  }

  set(row: number, field: string, value: string, now: number): boolean {
    const changed = this.table.set(row, field, value)
    if (changed) this.table.updatedAt.set(row, now)
    return changed
  }
}

/** Internal names of the fields of the indicators object. */
export const indicatorFields = {
  emailAddress: 'Email_Address1',
  dataStatus: 'Data_Status1',
  updatedTimestamp: 'Contacts_Indicators_Updated_Timestamp1',
} as const
