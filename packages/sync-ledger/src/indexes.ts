import { type IndexWait, ensureIndexes as makeIndexes, type NamedIndex } from '@dwmops/mongo'
import type { Collection } from 'mongodb'
import type { StoredEntry } from './entries/stored-entry.ts'

/** Each index with the query it serves. */
export const indexes: readonly NamedIndex[] = [
  // unfinished(stage), and list by stage: newest or oldest first
  { name: 'stage_state_planned', key: { stage: 1, state: 1, plannedAt: 1 } },
  // usedInLastHour, and list of all stages
  { name: 'planned', key: { plannedAt: 1 } },
  // one entry a sync; show by sync URI
  {
    name: 'sync',
    key: { syncUri: 1 },
    unique: true,
    partialFilterExpression: { syncUri: { $exists: true } },
  },
  // an adopted claim finds the sync that carries it
  { name: 'claim', key: { claim: 1 }, partialFilterExpression: { claim: { $exists: true } } },
  // finished entries go by themselves
  { name: 'expire', key: { expireAt: 1 }, expireAfterSeconds: 0 },
]

/** Makes the indexes, and anew those whose definition has changed. May run any number of times, also at once. */
export async function ensureIndexes(collection: Collection<StoredEntry>, wait: IndexWait): Promise<void> {
  await makeIndexes(collection, indexes, wait)
}
