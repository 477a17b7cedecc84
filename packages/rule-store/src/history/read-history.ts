import { type Db, type Document, ObjectId } from 'mongodb'
import { pagesOf } from '../pages.ts'

/** One wash of a contact as contactHistory keeps it. */
export interface StoredWash {
  /** `_id`, 24 hex digits where the document has an ObjectId. */
  readonly id: string
  /** What identifies the contact. */
  readonly contact: unknown
  readonly at: Date
  readonly configName: string | undefined
  /** 0 is the newest of its contact. */
  readonly place: number
  /** Field -> rule type -> change, in the original's shape. */
  readonly fields: Readonly<Record<string, Readonly<Record<string, StoredChange>>>>
}

/** A change as the original wrote it. */
export interface StoredChange {
  readonly from: unknown
  readonly to: unknown
  readonly using?: unknown
  readonly pattern?: unknown
}

const ownKeys: ReadonlySet<string> = new Set(['_id', '_current', 'timestamp', 'configName'])

/** Names under which configs keep the id of a contact in its history. */
export async function historyIdNames(db: Db): Promise<string[]> {
  const names = await db.collection('config').distinct('history.histIdField.name')
  return names.filter((name): name is string => typeof name === 'string' && name !== '')
}

/** Fields of a record that configs take the id of a contact from. */
export async function historyIdFields(db: Db): Promise<string[]> {
  const fields = await db.collection('config').distinct('history.histIdField.value')
  return fields.filter((field): field is string => typeof field === 'string' && field !== '')
}

/** History of some contacts, the newest of each first; all of it where the limit is 0. Walks the index of the chain. */
export async function historyOfContacts(
  db: Db,
  contacts: readonly unknown[],
  { limit = 1_000 }: { readonly limit?: number } = {},
): Promise<StoredWash[]> {
  if (contacts.length === 0) return []
  const names = await historyIdNames(db)
  const found = await Promise.all(
    names.map((name) =>
      db
        .collection('contactHistory')
        .find({ [name]: { $in: [...contacts] } })
        .sort({ _current: 1 })
        .limit(limit)
        .toArray(),
    ),
  )
  const washes = found.flat().map((document) => storedWash(document, names))
  return [...new Map(washes.map((wash) => [wash.id, wash])).values()]
}

/** History documents by their `_id`s, 24 hex digits each. */
export async function historyByIds(db: Db, ids: readonly string[]): Promise<StoredWash[]> {
  const names = await historyIdNames(db)
  const found = await db
    .collection('contactHistory')
    .find({ _id: { $in: ids.map((id) => ObjectId.createFromHexString(id)) } })
    .batchSize(ids.length + 1)
    .toArray()
  return found.map((document) => storedWash(document, names))
}

/** Newest history of each contact washed since a time, some at a time, latest first; walks the index by time. */
export async function* walkNewestHistory(
  db: Db,
  since: Date,
  pageSize = 1_000,
): AsyncGenerator<StoredWash[]> {
  const names = await historyIdNames(db)
  const cursor = db
    .collection('contactHistory')
    .find({ timestamp: { $gte: Math.floor(since.getTime() / 1000) }, _current: 0 })
    .sort({ timestamp: -1 })
    .batchSize(pageSize)
  yield* pagesOf(
    cursor.map((document) => storedWash(document, names)),
    pageSize,
  )
}

function storedWash(document: Document, idNames: readonly string[]): StoredWash {
  const idName = idNames.find((name) => Object.hasOwn(document, name) && !isChanges(document[name]))
  const fields = Object.entries(document).filter(
    ([key, value]) => key !== idName && !ownKeys.has(key) && isChanges(value),
  )
  const { _id, timestamp, configName, _current } = document
  return {
    id: _id instanceof ObjectId ? _id.toHexString() : String(_id),
    contact: idName === undefined ? undefined : document[idName],
    at: new Date(Number(timestamp ?? 0) * 1000),
    configName: typeof configName === 'string' ? configName : undefined,
    place: Number(_current ?? 0),
    fields: Object.fromEntries(fields),
  }
}

/** An entry of a field: rule types, each with a change. */
function isChanges(value: unknown): value is StoredWash['fields'][string] {
  return (
    typeof value === 'object' &&
    value !== null &&
    !(value instanceof ObjectId) &&
    Object.values(value).every((change) => typeof change === 'object' && change !== null && 'to' in change)
  )
}
