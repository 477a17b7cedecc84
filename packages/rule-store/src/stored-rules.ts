import type { Db, Document } from 'mongodb'
import { ObjectId } from 'mongodb'
import {
  byCollection,
  type RuleDocument,
  type RuleSet,
  type VersionedCollection,
  versionedCollections,
} from './rule-collections.ts'

/** Key that keeps the place of a published rule; documents without it come after those with it, in natural order. */
export const orderKey = '_order'

/** All versioned collections as they are stored, each in the order in which its rules are tried. */
export type StoredRules = Readonly<Record<VersionedCollection, readonly Document[]>>

/** Reads the live collections, one find each. A plain find gives natural order, which is the order of insertion. */
export async function readLiveRules(db: Db): Promise<StoredRules> {
  const read = async (collection: VersionedCollection) => {
    const documents = await db.collection(collection).find().toArray()
    return [collection, inOrder(documents)] as const
  }
  return Object.fromEntries(await Promise.all(versionedCollections.map(read))) as unknown as StoredRules
}

/** Stored documents as the engine and people take them. */
export function publicSet(stored: StoredRules): RuleSet {
  const rules = byCollection((collection) => stored[collection].map(publicDocument))
  return { rules, configs: stored.config.map(publicDocument) }
}

/** `_id` as text, and without the key that keeps its place. */
export function publicDocument(document: Document): RuleDocument {
  const { [orderKey]: _, ...rest } = document
  return rest['_id'] instanceof ObjectId ? { ...rest, _id: rest['_id'].toHexString() } : rest
}

/** The place that a document was published with. */
export function placeOf(document: Document): number | undefined {
  const place: unknown = document[orderKey]
  return typeof place === 'number' ? place : undefined
}

/** Sorts documents by their place; those without one come last, as they stand. */
export function inOrder(documents: Document[]): Document[] {
  const orLast = (document: Document) => placeOf(document) ?? Number.POSITIVE_INFINITY
  // a stable sort: those without a place keep their natural order
  return documents.sort((one, other) => {
    const [here, there] = [orLast(one), orLast(other)]
    return here === there ? 0 : here - there
  })
}
