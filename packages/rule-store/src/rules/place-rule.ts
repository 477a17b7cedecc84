import type { Db } from 'mongodb'
import { idForms } from './rule-change.ts'
import type { VersionedCollection } from './rule-collections.ts'
import { orderKey } from './rule-order.ts'

const wideGap = 1024

/**
 * The place of a new rule: at the end, or before another one. Undefined when there is no room or no place to go by: then the whole
 * collection has to be placed anew.
 */
export async function placeForRule(
  db: Db,
  collection: VersionedCollection,
  before: string | undefined,
): Promise<number | undefined> {
  const rules = db.collection(collection)
  if (before === undefined) {
    const unplaced = await rules.findOne({ [orderKey]: null }, { projection: { _id: 1 } })
    if (unplaced !== null) return undefined
    return (await lastPlace(db, collection, {})) + wideGap
  }
  const next = await rules.findOne({ _id: { $in: idForms(before) as never[] } })
  const nextPlace: unknown = next?.[orderKey]
  if (typeof nextPlace !== 'number') return undefined
  const place = ((await lastPlace(db, collection, { [orderKey]: { $lt: nextPlace } })) + nextPlace) / 2
  return nextPlace - place < 1e-6 ? undefined : place
}

async function lastPlace(db: Db, collection: VersionedCollection, filter: object): Promise<number> {
  const last = await db
    .collection(collection)
    .find(filter)
    .sort({ [orderKey]: -1 })
    .limit(1)
    .next()
  return Number(last?.[orderKey] ?? 0)
}
