import type { Collection, Filter } from 'mongodb'
import type { ListQuery } from './list-query.ts'
import type { StoredEntry } from './stored-entry.ts'

/** Open entries of a stage, oldest first. */
export function findUnfinished(
  collection: Collection<StoredEntry>,
  { stage, silentMs }: { stage: string; silentMs: number | undefined },
): Promise<StoredEntry[]> {
  // FerretDB knows $$NOW in a projection, but not in the filter of a find
  const silent = [
    { $addFields: { silentMs: { $subtract: ['$$NOW', '$seenAt'] } } },
    { $match: { silentMs: { $gte: silentMs ?? 0 } } },
    { $project: { silentMs: 0 } },
  ]
  return collection
    .aggregate<StoredEntry>([
      { $match: { stage, state: { $in: ['planned', 'started'] } } },
      ...(silentMs === undefined ? [] : silent),
      { $sort: { plannedAt: 1 } },
    ])
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
