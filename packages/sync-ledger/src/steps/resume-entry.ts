import type { Collection, Filter } from 'mongodb'
import type { StoredEntry } from '../entries/stored-entry.ts'

/** No sign of life for so long, by the database's clock. */
function silentFor(silentMs: number): Filter<StoredEntry> {
  return { $expr: { $lte: ['$seenAt', { $subtract: ['$$NOW', silentMs] }] } }
}

const isOpen: Filter<StoredEntry> = { state: { $in: ['planned', 'started'] } }

/** Takes over an open entry that is this owner's or silent; of several that try at once one gets it. */
export async function resumeEntry(
  collection: Collection<StoredEntry>,
  id: string,
  { owner, silentMs, claim }: { owner: string; silentMs: number; claim: string | undefined },
): Promise<StoredEntry | undefined> {
  const filter: Filter<StoredEntry> = { _id: id, ...isOpen, $or: [{ owner }, silentFor(silentMs)] }
  const set = {
    owner: { $literal: owner },
    seenAt: '$$NOW',
    ...(claim === undefined ? {} : { claim: { $literal: claim } }),
  }
  return (
    (await collection.findOneAndUpdate(filter, [{ $set: set }], { returnDocument: 'after' })) ?? undefined
  )
}

/** A sign of life of an entry that is still this owner's. */
export async function touchEntry(
  collection: Collection<StoredEntry>,
  id: string,
  owner: string,
): Promise<boolean> {
  const result = await collection.updateOne({ _id: id, owner, ...isOpen }, [{ $set: { seenAt: '$$NOW' } }])
  return result.matchedCount === 1
}
