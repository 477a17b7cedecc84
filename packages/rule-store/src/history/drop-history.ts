import { retryTransient } from '@dwmops/mongo'
import type { Db, ObjectId } from 'mongodb'

const documentsAtOnce = 5_000

/**
 * Deletes history written before a time, and what undos reverted before it, oldest first, until `limit` documents are gone; how many
 * that were. A contact's chain only loses its end: places of what stays are as they were. An undo that is under way keeps its record.
 */
export async function dropHistory(db: Db, before: Date, limit: number): Promise<number> {
  const ofWashes = { timestamp: { $lt: before.getTime() / 1000 } }
  const dropped = await dropOldest(db, 'contactHistory', { filter: ofWashes, by: 'timestamp', limit })
  const ofUndos = { at: { $lt: before }, state: { $ne: 'planned' } }
  return dropped + (await dropOldest(db, 'reverts', { filter: ofUndos, by: 'at', limit: limit - dropped }))
}

interface Old {
  readonly filter: object
  readonly by: string
  readonly limit: number
}

/** By ids, so that no command runs for long. */
async function dropOldest(db: Db, name: string, { filter, by, limit }: Old): Promise<number> {
  const collection = db.collection<{ _id: ObjectId }>(name)
  let dropped = 0
  while (dropped < limit) {
    const oldest = collection.find(filter, { projection: { _id: 1 } }).sort({ [by]: 1 })
    const found = await retryTransient(`look for old ${name}`, () =>
      oldest
        .clone()
        .limit(Math.min(documentsAtOnce, limit - dropped))
        .toArray(),
    )
    if (found.length === 0) break
    const ids = found.map(({ _id }) => _id)
    await retryTransient(`delete old ${name}`, () => collection.deleteMany({ _id: { $in: ids } }))
    dropped += ids.length
  }
  return dropped
}
