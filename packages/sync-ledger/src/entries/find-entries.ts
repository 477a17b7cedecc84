import type { Collection, Filter } from 'mongodb'
import type { ListQuery } from './list-query.ts'
import type { StoredEntry } from './stored-entry.ts'

/** Open entries of a stage, oldest first. */
export function findUnfinished(
  collection: Collection<StoredEntry>,
  {
    stage,
    silentMs,
    olderMs,
  }: { stage: string; silentMs?: number | undefined; olderMs?: number | undefined },
): Promise<StoredEntry[]> {
  // FerretDB knows $$NOW in a projection, but not in the filter of a find
  const since = {
    silentMs: { $subtract: ['$$NOW', '$seenAt'] },
    olderMs: { $subtract: ['$$NOW', '$plannedAt'] },
  }
  const longEnough = [
    { $addFields: since },
    {
      $match: {
        silentMs: { $gte: silentMs ?? Number.MIN_SAFE_INTEGER },
        olderMs: { $gte: olderMs ?? Number.MIN_SAFE_INTEGER },
      },
    },
    { $project: { silentMs: 0, olderMs: 0 } },
  ]
  return collection
    .aggregate<StoredEntry>([
      { $match: { stage, state: { $in: ['planned', 'started'] } } },
      ...(silentMs === undefined && olderMs === undefined ? [] : longEnough),
      { $sort: { plannedAt: 1 } },
    ])
    .toArray()
}

/** Those of the ids that are there, oldest first. */
export function findByIds(
  collection: Collection<StoredEntry>,
  ids: readonly string[],
): Promise<StoredEntry[]> {
  return collection
    .find({ _id: { $in: [...ids] } })
    .sort({ plannedAt: 1 })
    .toArray()
}

/** Entries newest first. */
export function listEntries(
  collection: Collection<StoredEntry>,
  { limit = 50, after, ...wanted }: ListQuery,
): Promise<StoredEntry[]> {
  const given = Object.entries(wanted).filter(([, value]) => value !== undefined)
  const filter: Filter<StoredEntry> = {
    ...Object.fromEntries(given),
    ...(after !== undefined && {
      plannedAt: { $lte: after.plannedAt },
      $or: [{ plannedAt: { $lt: after.plannedAt } }, { _id: { $gt: after.id } }],
    }),
  }
  return collection.find(filter).sort({ plannedAt: -1, _id: 1 }).limit(limit).toArray()
}

/** By entry id, sync URI or the number in it: `389`, `syncs/389`, `/syncs/389`. */
export async function showEntry(
  collection: Collection<StoredEntry>,
  idOrSync: string,
): Promise<StoredEntry | undefined> {
  const syncUri = `/syncs/${idOrSync.slice(idOrSync.lastIndexOf('/') + 1)}`
  return (await collection.findOne({ _id: idOrSync })) ?? (await collection.findOne({ syncUri })) ?? undefined
}
