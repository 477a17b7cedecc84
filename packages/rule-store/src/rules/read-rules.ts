import type { Db, Document, Filter } from 'mongodb'
import { type VersionedCollection, versionedCollections } from './rule-collections.ts'
import { inOrder } from './rule-order.ts'
import type { StoredRules } from './stored-rules.ts'

/** Which documents of a collection are read. */
export interface RulesToRead {
  /** Whether any version was ever published: see {@link inOrder}. */
  readonly everPublished: boolean
  /** All when left out. */
  readonly filter?: Filter<Document>
  /** The first ones by `_id`; no limit when left out. */
  readonly limit?: number
}

/**
 * Reads documents of a collection in the order in which rules are tried. The only way in which rules are read whole: natural
 * order is another one on every member of a replica set, `_id` is the same on all.
 */
export async function readRules(
  db: Db,
  collection: VersionedCollection,
  { everPublished, filter = {}, limit = 0 }: RulesToRead,
): Promise<readonly Document[]> {
  const byId = await db.collection(collection).find(filter).sort({ _id: 1 }).limit(limit).toArray()
  return inOrder(byId, everPublished)
}

/** Reads all live collections, one find each. */
export async function readLiveRules(db: Db, everPublished: boolean): Promise<StoredRules> {
  const read = async (collection: VersionedCollection) =>
    [collection, await readRules(db, collection, { everPublished })] as const
  return Object.fromEntries(await Promise.all(versionedCollections.map(read))) as unknown as StoredRules
}
