import { type AnyBulkWriteOperation, type Db, type Document, MongoServerError } from 'mongodb'
import { chunksOf } from '../chunks-of.ts'
import { readPointer } from '../publish/version-pointer.ts'
import { placesBetween } from './assign-places.ts'
import { readRules } from './read-rules.ts'
import { type RuleCollection, ruleCollections } from './rule-collections.ts'
import { hasInsertionTime, orderKey, placeOf } from './rule-order.ts'
import type { StoredRules } from './stored-rules.ts'

const unauthorized = 13

/**
 * Writes the place of every rule that has none, as the rules stand: from then on their order is in the documents, and moves
 * with them through dumps, copies and elections. Rules whose `_id`s do not say when they were inserted are left to a
 * person ({@link lintOrder}). In rising order, so that what is written halfway is the same order; harmless to repeat, by
 * anybody. Returns whether anything was written; a user who may only read reads the same order without it.
 */
export async function placeRules(db: Db, stored: StoredRules): Promise<boolean> {
  let written = 0
  for (const collection of ruleCollections)
    written += await placeCollection(db, collection, stored[collection])
  return written > 0
}

/** {@link placeRules} for one collection; returns the number of rules written. */
export async function placeCollection(
  db: Db,
  collection: RuleCollection,
  ordered: readonly Document[],
): Promise<number> {
  let written = 0
  try {
    for (const operations of chunksOf(placementsOf(ordered)))
      written += (await db.collection(collection).bulkWrite(operations, { ordered: true })).modifiedCount
  } catch (error) {
    if (!(error instanceof MongoServerError && error.code === unauthorized)) throw error
  }
  return written
}

/**
 * Places what was put into a collection by hand, before its rules are listed or changed one by one; false when some
 * still have no place.
 */
export async function placeNewcomers(db: Db, collection: RuleCollection): Promise<boolean> {
  const newcomer = await db.collection(collection).findOne({ [orderKey]: null }, { projection: { _id: 1 } })
  if (newcomer === null) return true
  const everPublished = (await readPointer(db)) !== undefined
  const ordered = await readRules(db, collection, { everPublished })
  const written = await placeCollection(db, collection, ordered)
  return written === ordered.filter((document) => placeOf(document) === undefined).length
}

function placementsOf(ordered: readonly Document[]): AnyBulkWriteOperation<Document>[] {
  const unplaced = ordered.filter((document) => placeOf(document) === undefined)
  if (unplaced.length === 0 || !unplaced.every(hasInsertionTime)) return []
  const places = placesBetween(ordered.map(placeOf)) ?? []
  return ordered.flatMap((document, at) => {
    const place = places[at]
    if (place === undefined || placeOf(document) !== undefined) return []
    const { _id } = document
    const asSeen = document[orderKey] ?? null
    return [{ updateOne: { filter: { _id, [orderKey]: asSeen }, update: { $set: { [orderKey]: place } } } }]
  })
}
