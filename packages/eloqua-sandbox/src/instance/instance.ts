import type { Clock } from '../clock.ts'
import type { TableView } from '../storage/table.ts'
import type { Contacts } from './contacts.ts'
import type { CustomObject } from './custom-object.ts'
import type { ContactList } from './list.ts'
import type { MemberFilter } from './member-filter.ts'

/** What can be exported and imported. */
export type Entity = Contacts | CustomObject

/** The data of an Eloqua instance. */
export interface Instance {
  readonly clock: Clock
  readonly seed: number
  readonly contacts: Contacts
  readonly customObjects: readonly CustomObject[]
  readonly lists: ContactList[]
  readonly memberFilters: readonly MemberFilter[]
  /** new contacts are rejected past this many */
  readonly maxContacts: number
}

/** An entity's rows at one moment, with the contacts that they may point at. */
export interface Snapshot {
  readonly rows: TableView
  readonly contacts: TableView
  rowOfContact(id: string): number | undefined
}

export function snapshotOf(instance: Instance, entity: Entity): Snapshot {
  const contacts = instance.contacts.table.view()
  return {
    rows: entity === instance.contacts ? contacts : entity.table.view(),
    contacts,
    rowOfContact: (id) => instance.contacts.table.rowOf(id),
  }
}
