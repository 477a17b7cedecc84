import type { FilterExpression } from './filter.ts'

/** Whose records a definition is about. */
export type Entity = 'contacts' | { customObjectId: string }

/** What a sync does to the members of a list besides moving data. `destination`: `{{ContactList[6050]}}`. */
export type SyncAction =
  | { action: 'add' | 'remove'; destination: string }
  | { action: 'setStatus'; destination: string; status: string; updateAll?: boolean }

type Lifetime = {
  /** at most 100 characters */
  name: string
  /** ISO-8601 duration, PT1H..P14D */
  dataRetentionDuration?: string
  /** ISO-8601 duration, at least PT1H: Eloqua deletes the definition by itself, so that orphans are harmless */
  autoDeleteDuration?: string
  syncActions?: readonly SyncAction[]
}

/** An export to be. At most 250 fields and 10 sync actions. */
export type ExportDefinition = Lifetime & {
  /** default contacts */
  entity?: Entity
  /** key of the rows -> statement */
  fields: Readonly<Record<string, string>>
  filter?: FilterExpression
  /** may have no effect: an Eloqua may ignore it */
  maxRecords?: number
  /** default true */
  areSystemTimestampsInUTC?: boolean
}

export type UpdateRule = 'always' | 'ifNewIsNotNull' | 'ifExistingIsNull' | 'useFieldRule'

/** An import to be. At most 100 fields and one sync action; never synced by the upload itself. */
export type ImportDefinition = Lifetime & {
  /** default contacts */
  entity?: Entity
  /** key of the rows -> statement */
  fields: Readonly<Record<string, string>>
  /** a key of `fields` */
  identifierFieldName: string
  /** Eloqua's default is `always`: an empty value blanks the field */
  updateRule?: UpdateRule
  isUpdatingMultipleMatchedRecords?: boolean
  importRule?: 'createAndUpdate' | 'updateOnly' | 'createOnly'
  /** custom objects only: links rows to the contacts whose `entityField` (a statement) equals `sourceField` (a key) */
  linkToContacts?: { entityField: string; sourceField: string; caseSensitive?: boolean }
}

/** Sync actions by themselves: changes memberships of the rows uploaded, and no field. Repeating does no harm. */
export type SyncActionDefinition = Omit<Lifetime, 'syncActions'> & {
  /** default contacts */
  entity?: Entity
  /** the one key of the rows and its statement, such as `{ key: 'ContactID', statement: '{{Contact.Id}}' }` */
  identifier: { key: string; statement: string }
  syncActions: readonly SyncAction[]
}

/** A definition that Eloqua has made. */
export type Definition = { uri: string }
