import type { AnyBulkWriteOperation, Db, Document } from 'mongodb'
import { chunksOf } from '../chunks-of.ts'
import { readLiveRules } from '../rules/read-rules.ts'
import { type VersionedCollection, versionedCollections } from '../rules/rule-collections.ts'
import { contentOf } from '../rules/rule-content.ts'
import { orderKey } from '../rules/rule-order.ts'
import type { StoredRules } from '../rules/stored-rules.ts'
import { isDuplicate, readPointer } from './version-pointer.ts'

/**
 * Makes the live collections those of a set; harmless to repeat, by anybody. Gives up as soon as another version is current:
 * false then.
 */
export async function applySet(db: Db, version: number, set: StoredRules): Promise<boolean> {
  const live = await readLiveRules(db, true)
  for (const collection of versionedCollections) {
    for (const operations of chunksOf(operationsFor(live[collection], set[collection]))) {
      if ((await readPointer(db))?.version !== version) return false
      const done = await write(db, collection, operations)
      if (!done) return applySet(db, version, set)
    }
  }
  return true
}

/** False when somebody else applies the same set and was here first. */
async function write(
  db: Db,
  collection: VersionedCollection,
  operations: AnyBulkWriteOperation<Document>[],
): Promise<boolean> {
  try {
    await db.collection(collection).bulkWrite(operations, { ordered: true })
    return true
  } catch (error) {
    if (isDuplicate(error)) return false
    throw error
  }
}

/** Removals first, then changes, then what is new, in its order. Nothing where all is there and in order. */
function operationsFor(
  live: readonly Document[],
  wanted: readonly Document[],
): AnyBulkWriteOperation<Document>[] {
  if (isSame(live, wanted)) return []
  const kept = new Map(live.map((document) => [String(document['_id']), document]))
  const needed = new Set(wanted.map((document) => String(document['_id'])))
  const gone = live
    .filter((document) => !needed.has(String(document['_id'])))
    .map((document) => document['_id'])
  const changed = wanted.filter((document) => {
    const now = kept.get(String(document['_id']))
    return (
      now !== undefined && (now[orderKey] !== document[orderKey] || contentOf(now) !== contentOf(document))
    )
  })
  const fresh = wanted.filter((document) => !kept.has(String(document['_id'])))
  return [
    ...chunksOf(gone).map((ids) => ({ deleteMany: { filter: { _id: { $in: ids } } } })),
    ...changed.map((document) => ({
      replaceOne: { filter: { _id: document['_id'] }, replacement: withoutId(document) },
    })),
    ...fresh.map((document) => ({ insertOne: { document } })),
  ]
}

function isSame(live: readonly Document[], wanted: readonly Document[]): boolean {
  const same = (one: Document, other: Document | undefined) =>
    other !== undefined && String(one['_id']) === String(other['_id']) && contentOf(one) === contentOf(other)
  return live.length === wanted.length && live.every((one, at) => same(one, wanted[at]))
}

function withoutId({ _id: _, ...rest }: Document): Document {
  return rest
}
