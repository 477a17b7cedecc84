import { ObjectId } from 'mongodb'
import { byId } from './indexes.ts'
import type { Store } from './store.ts'

/**
 * What became of an item that is to be erased. held: a claim works on it, so that it stays until that ends. newer: it holds a version
 * that was exported later, and stays.
 */
export interface ErasedItem {
  readonly became: 'erased' | 'absent' | 'held' | 'newer'
  /** Of the version that stays; for the others the time that was given. */
  readonly exportedAt: Date
}

/** Which versions of an item are erased: those exported until then, and those that came with one of the batches. */
export interface ErasedVersions {
  readonly exportedBefore: Date
  readonly batches: readonly string[]
}

/** Deletes an item with its trail, whatever its state, unless a claim holds it or it is another version than those. */
export async function eraseItem(
  store: Store,
  id: string,
  { exportedBefore: before, batches }: ErasedVersions,
): Promise<ErasedItem> {
  const _id = ObjectId.createFromHexString(id)
  const { items, retryTransient } = store
  const isOld = [{ exportedAt: { $lte: before } }, { 'batch.id': { $in: [...batches] } }]
  const free = { _id, state: { $ne: 'claimed' as const }, $or: isOld }
  // a repeat after a lost answer finds it absent
  const { deletedCount } = await retryTransient('erase an item', () => items.deleteOne(free, byId))
  if (deletedCount === 1) return { became: 'erased', exportedAt: before }
  const seen = await retryTransient('look at an item', () =>
    items.findOne({ _id }, { projection: { state: 1, exportedAt: 1, 'batch.id': 1 } }),
  )
  if (seen === null) return { became: 'absent', exportedAt: before }
  return seen.exportedAt > before && !batches.includes(seen.batch?.id ?? '')
    ? { became: 'newer', exportedAt: seen.exportedAt }
    : { became: 'held', exportedAt: before }
}
