import { type Db, type Document, MongoServerError } from 'mongodb'
import { pointerId, type VersionPointer, versionsName } from '../publish/version-pointer.ts'
import { readLiveRules } from './read-rules.ts'
import { versionedCollections } from './rule-collections.ts'
import { hashOf } from './rule-content.ts'

/** The state of the rules at one moment, for the price of one small command where the server can hash. */
export interface Fingerprint {
  readonly pointer: VersionPointer | undefined
  /** Changes with any document of the live collections, and so with their order, which is in the documents. */
  readonly live: string
}

/** 31 bits a document, so that a sum over all of them stays exact. */
const documentHash = { $mod: [{ $toHashedIndexKey: '$$ROOT' }, 2_147_483_647] }
const badExpressionCodes = new Set<unknown>([168, 31325, 40324, 304])

/** Clients of databases without `$toHashedIndexKey` or `$unionWith`, found out once. */
export const withoutHashing = new WeakSet<object>()

/** Takes the fingerprint. Servers that cannot hash a document are read as a whole instead. */
export async function takeFingerprint(db: Db): Promise<Fingerprint> {
  if (!withoutHashing.has(db.client)) {
    try {
      const rows = await db.collection(versionsName).aggregate(hashingPipeline()).toArray()
      const pointer = rows.find((row) => row['pointer'])?.['pointer'] as VersionPointer | undefined
      const live = JSON.stringify(
        rows
          .filter((row) => row['pointer'] === undefined)
          .map(summaryOf)
          .sort(),
      )
      return { pointer, live }
    } catch (error) {
      if (!(error instanceof MongoServerError && badExpressionCodes.has(error.code))) throw error
      withoutHashing.add(db.client)
    }
  }
  const pointer = (await db.collection<VersionPointer>(versionsName).findOne({ _id: pointerId })) ?? undefined
  return { pointer, live: hashOf(await readLiveRules(db, pointer !== undefined)) }
}

/** The pointer, and of every live collection that has documents their number and the sum of their hashes. */
function hashingPipeline(): Document[] {
  return [
    { $match: { _id: pointerId } },
    { $project: { _id: 0, pointer: '$$ROOT' } },
    ...versionedCollections.map((collection) => ({
      $unionWith: {
        coll: collection,
        pipeline: [{ $group: { _id: collection, documents: { $sum: 1 }, hash: { $sum: documentHash } } }],
      },
    })),
  ]
}

function summaryOf(row: Document): string {
  return `${row['_id']} ${row['documents']} ${row['hash']}`
}
