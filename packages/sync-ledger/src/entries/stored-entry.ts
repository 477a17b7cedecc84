import type { LedgerEntry } from './entry.ts'

/** An entry as MongoDB keeps it; `expireAt` is there once it is finished. */
export type StoredEntry = Omit<LedgerEntry, 'id'> & { _id: string; expireAt?: Date }

export function toEntry({ _id, expireAt: _, ...rest }: StoredEntry): LedgerEntry {
  return { id: _id, ...rest }
}
