import { emailField } from '../catalog/contact-catalog.ts'
import type { Field } from '../catalog/field.ts'
import { Table } from '../storage/table.ts'
import { Tally } from '../storage/tally.ts'

/** Columns of contacts that are no fields. */
export const contactColumns = { unsubscribed: '$unsubscribed' } as const

/** The contacts of the instance: one row each, told apart by e-mail address where they have one. */
export class Contacts {
  readonly path = '/contacts'
  readonly fields: readonly Field[]
  readonly table = new Table()
  /** export syncs that carried a contact */
  readonly exports = new Tally()
  /** import syncs that took a row for a contact */
  readonly imports = new Tally()
  readonly #rowsByEmail = new Map<string, number>()

  constructor(fields: readonly Field[]) {
    this.fields = fields
  }

  rowOfEmail(address: string): number | undefined {
    return this.#rowsByEmail.get(address.trim().toLowerCase())
  }

  add(now: number, id?: string): number {
    return this.table.add(now, id)
  }

  /** Writes a field; true when that changed the contact. Another contact's address is not taken. */
  set(row: number, field: string, value: string, now: number): boolean {
    if (field === emailField && !this.#moveEmail(row, value)) return false
    const changed = this.table.set(row, field, value)
    if (changed) this.table.updatedAt.set(row, now)
    return changed
  }

  /** Takes a contact away; another may then be made with its address. */
  delete(row: number): void {
    this.#rowsByEmail.delete(this.table.get(row, emailField).trim().toLowerCase())
    this.table.delete(row)
  }

  #moveEmail(row: number, address: string): boolean {
    const key = address.trim().toLowerCase()
    const holder = this.#rowsByEmail.get(key)
    if (holder !== undefined && holder !== row) return false
    this.#rowsByEmail.delete(this.table.get(row, emailField).trim().toLowerCase())
    if (key !== '') this.#rowsByEmail.set(key, row)
    return true
  }
}
