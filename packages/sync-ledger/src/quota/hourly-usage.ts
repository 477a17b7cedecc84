import { databaseNow } from '@dwmops/mongo'
import type { Collection, Db } from 'mongodb'
import type { SyncKind } from '../entries/entry.ts'
import type { StoredEntry } from '../entries/stored-entry.ts'
import { type HourlyUsage, hourMs } from './quota.ts'

/**
 * Syncs of the last hour of the database's clock, by kind, all stages. A planned one counts, as its POST may be on its way or its answer lost;
 * one abandoned before it had a sync does not.
 */
export async function usedInLastHour(db: Db, collection: Collection<StoredEntry>): Promise<HourlyUsage> {
  const now = await databaseNow(db)
  const rows = await collection
    .aggregate<{ _id: SyncKind; used: number; oldestAgeMs: number }>([
      { $match: { plannedAt: { $gt: new Date(now.getTime() - hourMs) } } },
      { $match: { $or: [{ state: { $ne: 'abandoned' } }, { syncUri: { $exists: true } }] } },
      { $project: { kind: 1, ageMs: { $subtract: ['$$NOW', '$plannedAt'] } } },
      { $group: { _id: '$kind', used: { $sum: 1 }, oldestAgeMs: { $max: '$ageMs' } } },
    ])
    .toArray()
  const usage: HourlyUsage = { export: none(), import: none(), action: none() }
  for (const { _id, used, oldestAgeMs } of rows) usage[_id] = { used, oldestAgeMs: Number(oldestAgeMs) }
  return usage
}

function none() {
  return { used: 0, oldestAgeMs: 0 }
}
