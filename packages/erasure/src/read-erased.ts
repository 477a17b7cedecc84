import { keyHex } from '@dwmops/mongo-queue'
import { type Databases, openHasher, readErasures } from './erasure-store.ts'

/** Who was erased, as far as a record can be asked for. */
export interface ErasedContacts {
  /** Whether a version of the record with this key (or contact id), exported then, was erased since. */
  has(record: { readonly key: string; readonly contact?: unknown }, exportedAt: Date): boolean
}

/** Reads who was erased, once: for imports of old data. */
export async function readErased(databases: Databases): Promise<ErasedContacts> {
  const erasedAt = await erasedTimes(databases)
  const hasher = await openHasher(databases)
  const isErased = (hashes: readonly string[], exportedAt: Date) =>
    hashes.some((hash) => (erasedAt.get(hash) ?? 0) >= exportedAt.getTime())
  return {
    has({ key, contact }, exportedAt) {
      if (erasedAt.size === 0) return false
      if (isErased(hasher('item', keyHex(key)), exportedAt)) return true
      return contact !== undefined && contact !== '' && isErased(hasher('contact', contact), exportedAt)
    },
  }
}

/** When what has a hash was erased last. */
export async function erasedTimes(databases: Databases): Promise<Map<string, number>> {
  const times = new Map<string, number>()
  for (const { hashes, at } of await readErasures(databases))
    for (const hash of hashes) times.set(hash, Math.max(times.get(hash) ?? 0, at.getTime()))
  return times
}
