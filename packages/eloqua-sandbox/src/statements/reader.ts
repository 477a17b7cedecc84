import type { Field } from '../catalog/field.ts'
import type { Snapshot } from '../instance/instance.ts'

/** Value of a row as it stands in an export. */
export type Read = (row: number) => string

/** How times are written: UTC or Eastern. */
export interface ReadStyle {
  readonly utc: boolean
}

/** What a statement stands for. */
export interface Source {
  readonly dataType: Field['dataType']
  /** the field; without one it is a system property */
  readonly field?: Field
  /** `{{Contact.Id}}`, `{{CustomObject[n].Id}}` or its external id */
  readonly identity?: 'id' | 'externalId'
  /** a time of the system, kept in UTC and returned in Eastern time unless asked otherwise */
  readonly systemTime?: boolean
  /** of another entity: the linked contact or account */
  readonly linked?: boolean
  reader(snapshot: Snapshot, style: ReadStyle): Read
}
