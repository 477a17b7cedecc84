import { type Entry, keyHex, keyId } from '@dwmops/mongo-queue'
import type { Db, ObjectId } from 'mongodb'

/**
 * Which exports of the old fleet were brought over, by contact. It outlives the items, which go 7 days after they are through:
 * a row that still lies in an old queue then is work that is over.
 */
export interface BroughtOver {
  /** Whether that export of the contact, or a later one, was there when it was read. */
  has(entry: Entry, exported: Date): boolean
  /** Notes what is in the queue now; harmless to repeat. */
  note(entries: readonly Entry[], exported: Date): Promise<void>
}

interface BroughtOverDocument {
  /** Id of the contact's item. */
  readonly _id: ObjectId
  /** The latest one. */
  readonly exportedAt: Date
}

/** Reads `broughtOver` of the queue database: one small document a contact that ever came from the old fleet. */
export async function readBroughtOver(queueDb: Db): Promise<BroughtOver> {
  const collection = queueDb.collection<BroughtOverDocument>('broughtOver')
  const latest = new Map<string, Date>()
  for await (const { _id, exportedAt } of collection.find()) latest.set(_id.toHexString(), exportedAt)
  return {
    has({ key }, exported) {
      const last = latest.get(keyHex(key))
      return last !== undefined && last >= exported
    },
    async note(entries, exported) {
      const writes = entries.map(({ key }) => ({
        updateOne: {
          filter: { _id: keyId(key) },
          update: { $max: { exportedAt: exported } },
          upsert: true,
        },
      }))
      await collection.bulkWrite(writes, { ordered: false })
    },
  }
}
