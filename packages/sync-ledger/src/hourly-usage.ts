import type { Collection } from 'mongodb'
import type { SyncKind } from './entry.ts'
import { type HourlyUsage, hourMs } from './quota.ts'
import type { StoredEntry } from './stored-entry.ts'

/** Lets the index narrow the search by this machine's clock, however wrong; the hour itself is the database's. */
const coarseMs = 24 * hourMs

/**
 * Syncs of the last hour by kind, all stages. A planned one counts, as its POST may be on its way or its answer lost;
 * one abandoned before it had a sync does not.
 */
export async function usedInLastHour(collection: Collection<StoredEntry>): Promise<HourlyUsage> {
  const rows = await collection
    .aggregate<{ _id: SyncKind; used: number; oldestAgeMs: number }>([
      { $match: { plannedAt: { $gte: new Date(Date.now() - coarseMs) } } },
      { $match: { $or: [{ state: { $ne: 'abandoned' } }, { syncUri: { $exists: true } }] } },
      { $project: { kind: 1, ageMs: { $subtract: ['$$NOW', '$plannedAt'] } } },
      { $match: { ageMs: { $lt: hourMs } } },
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
