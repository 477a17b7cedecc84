import { hash } from 'node:crypto'
import type { Row } from '@dwmops/eloqua-client'

/** What is to be written to a contact in Eloqua. */
export interface ContactWrite {
  /** Id of its item. */
  readonly id: string
  /** Its address as Eloqua gave it. */
  readonly address: string
  /** Its id in Eloqua, where it was read. */
  readonly contactId?: string
  /** When it was read. */
  readonly readAt: Date
  /** The values to write; a blank one blanks the field. No other field is touched. */
  readonly values: Row
  /**
   * The value of a field as it was read, undefined of one that was not. No function where nobody knows: `values` is then all that is
   * held. It looks it up in the record, since a copy of all fields of 30,000 contacts is 100 MB.
   */
  readonly read: ((field: string) => string | undefined) | undefined
}

/** The kind of all writes that blank no field. */
export const fillingKind = 'values'

/**
 * Names the fields that a write changes and those that it blanks, by the record alone: a run that dies leaves behind which kinds
 * its sync carries, and the next run finds the records by it.
 */
export function kindOf({ values }: Pick<ContactWrite, 'values'>): string {
  const fields = Object.keys(values).toSorted()
  if (fields.every((field) => values[field] !== '')) return fillingKind
  const text = fields.map((field) => (values[field] === '' ? `${field}=` : field)).join(' ')
  return hash('sha256', text, 'base64url').slice(0, 12)
}

/** An address as it is compared. */
export function folded(address = ''): string {
  return address.trim().toLowerCase()
}
