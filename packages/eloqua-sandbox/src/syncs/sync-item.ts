import { isoTime } from '../iso-time.ts'
import type { Sync } from './sync.ts'

/** By how much the answer to POST /syncs shows a later `createdAt` than any GET of the sync, as in recordings. */
const postedLaterMs = 801

/** A sync as GET returns it. */
export function syncItem(sync: Sync, errorName: 'error' | 'errored' = 'error'): Record<string, unknown> {
  const { startedAt, endedAt, status } = sync
  return {
    syncedInstanceUri: sync.definition.uri,
    ...(startedAt === undefined ? {} : { syncStartedAt: isoTime(startedAt) }),
    ...(endedAt === undefined ? {} : { syncEndedAt: isoTime(endedAt) }),
    status: status === 'error' ? errorName : status,
    createdAt: isoTime(sync.createdAt),
    createdBy: sync.owner,
    ...(sync.callbackUrl === undefined ? {} : { callbackUrl: sync.callbackUrl }),
    uri: sync.uri,
  }
}

/** A sync as the answer to its POST shows it. */
export function postedSyncItem(sync: Sync): Record<string, unknown> {
  const { syncedInstanceUri, createdBy, callbackUrl, uri } = syncItem(sync)
  const createdAt = isoTime(sync.createdAt + postedLaterMs)
  return {
    syncedInstanceUri,
    ...(callbackUrl === undefined ? {} : { callbackUrl }),
    status: 'pending',
    createdAt,
    createdBy,
    uri,
  }
}
