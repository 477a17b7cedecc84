import type { Contacts } from './world.ts'

/** Values that exports have brought, by contact and field: what was never read may never be written. */
export class Reads {
  readonly #read = new Set<string>()
  /** The last export of each contact. */
  readonly last = new Map<string, Readonly<Record<string, string>>>()

  /** An export of these contacts, in which columns were left out of some. */
  note(contacts: Contacts, ids: readonly string[], isOmitted: (id: string, field: string) => boolean): void {
    for (const id of ids) {
      const fields = Object.entries(contacts.get(id) ?? {}).filter(([field]) => !isOmitted(id, field))
      for (const [field, value] of fields) this.#read.add(`${id} ${field} ${value}`)
      this.last.set(id, Object.fromEntries(fields))
    }
  }

  has(id: string, field: string, value: string): boolean {
    return this.#read.has(`${id} ${field} ${value}`)
  }
}
