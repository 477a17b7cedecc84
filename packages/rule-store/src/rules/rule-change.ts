import { type Db, type Document, type Filter, ObjectId } from 'mongodb'
import { isDuplicate } from '../publish/version-pointer.ts'
import type { VersionedCollection } from './rule-collections.ts'
import { contentOf } from './rule-content.ts'
import { byPlace, orderKey } from './rule-order.ts'
import type { StoredRules } from './stored-rules.ts'

/** What became of one document, both sides as stored: without `before` it is new, without `after` it is gone. */
export interface DocumentChange {
  readonly collection: VersionedCollection
  readonly before: Document | null
  readonly after: Document | null
}

/** Stored rules after a change; harmless where it is made already. */
export function withChange(stored: StoredRules, { collection, before, after }: DocumentChange): StoredRules {
  const id = String((after ?? before)?.['_id'])
  const others = stored[collection].filter((document) => String(document['_id']) !== id)
  const place = stored[collection].findIndex((document) => String(document['_id']) === id)
  const documents = after === null ? others : others.toSpliced(place === -1 ? others.length : place, 0, after)
  return { ...stored, [collection]: byPlace(documents) }
}

/**
 * Makes a change in the live collections, and says whether they say so now. Only a document that still is what it was is touched: one that was
 * changed by hand meanwhile stays as the hand left it, and a change that is made already is not made again.
 */
export async function applyChange(db: Db, { collection, before, after }: DocumentChange): Promise<boolean> {
  const documents = db.collection(collection)
  if (after === null) await documents.deleteOne(exactly(before ?? {}))
  else if (before === null) await documents.insertOne(after).catch(unlessThere)
  else await documents.replaceOne(exactly(before), withoutId(after))
  const now = await documents.findOne({ _id: (after ?? before)?.['_id'] })
  return now === null || after === null ? now === after : isSameDocument(now, after)
}

/** The document as it was, as a filter. */
function exactly(document: Document): Filter<Document> {
  return Object.fromEntries(Object.entries(document).map(([key, value]) => [key, { $eq: value }]))
}

/** Whether two stored documents say the same in the same place. */
export function isSameDocument(one: Document, other: Document): boolean {
  return one[orderKey] === other[orderKey] && contentOf(one) === contentOf(other)
}

/** Every form in which an `_id` may be stored that is `id` as text. */
export function idForms(id: string): unknown[] {
  return /^[0-9a-f]{24}$/.test(id)
    ? [new ObjectId(id), id]
    : [id, ...(/^\d{1,15}$/.test(id) ? [Number(id)] : [])]
}

function unlessThere(error: unknown): void {
  if (!isDuplicate(error)) throw error
}

function withoutId({ _id: _, ...rest }: Document): Document {
  return rest
}
