import type { ObjectId } from 'mongodb'
import type { BatchRef, ItemDocument, Payload, PendingVersion, Reason } from '../item/item.ts'
import { keyId } from '../item/key-id.ts'
import { maxPayloadBytes, payloadBytes, tooLarge } from '../item/payload-size.ts'
import type { Entry } from './entry.ts'

/** What all arrivals of one add call share. */
export interface Call {
  /** Names the call in the items that it brought. */
  token: string
  queue: string
  /** Database time. */
  now: Date
  exportedAt: Date
  /** `exportedAt` was given by the caller. */
  dated: boolean
  /** Only what is new, or done in the version to be replaced, is touched, and no time of export moves on. */
  onlyIdle: boolean
}

/** An entry made ready to be stored. */
export interface Arrival {
  _id: ObjectId
  key: string
  payload: Payload
  bytes: number
  source: string
  priority: number
  batch: BatchRef | null
  dead: Reason | null
  /** Version that it takes the place of, where only what is idle is touched. */
  replaces: string | null
}

/** Entries as arrivals, one a key: of several with the same key the last one counts. */
export function arrivalsOf(entries: readonly Entry[]): Arrival[] {
  const byKey = new Map(entries.map((entry) => [entry.key, entry]))
  return [...byKey.values()].map(arrivalOf)
}

function arrivalOf({ key, payload, source, priority = 0, batch, dead, replaces }: Entry): Arrival {
  const bytes = payloadBytes(payload)
  const shared = {
    _id: keyId(key),
    key,
    source,
    priority,
    batch: batch === undefined ? null : { id: batch.id, name: batch.name },
    replaces: replaces ?? null,
  }
  if (bytes > maxPayloadBytes) return { ...shared, payload: {}, bytes: 0, dead: tooLarge(bytes) }
  return { ...shared, payload, bytes, dead: dead ?? null }
}

/** The document of a key that is new. */
export function newItem(arrival: Arrival, call: Call): ItemDocument {
  return {
    _id: arrival._id,
    key: arrival.key,
    ...versionFields(arrival, call, beforeAnyExport),
    generation: 1,
    addedAt: call.now,
    trail: [],
    ...errorFields(arrival, call),
  }
}

/** Replaces a version that is ready, done or dead, as a new pass; `exportedAt` is that of the version there. */
export function renewal(arrival: Arrival, call: Call, exportedAt: Date) {
  return {
    $set: { ...versionFields(arrival, call, exportedAt), ...errorFields(arrival, call) },
    $inc: { generation: 1 },
    $unset: { expireAt: '', ...(arrival.dead === null ? { lastError: '' } : {}) } as const,
  }
}

/** The version as it waits beside a claimed one. */
export function pendingVersion(arrival: Arrival, call: Call): PendingVersion {
  const { payload, source, priority, batch, dead } = arrival
  const { queue, exportedAt, token } = call
  return { queue, payload, source, priority, batch, exportedAt, arrival: token, dead }
}

const beforeAnyExport = new Date(0)

function versionFields({ payload, source, priority, batch, dead }: Arrival, call: Call, idleSince: Date) {
  const state: ItemDocument['state'] = dead === null ? 'ready' : 'dead'
  return {
    queue: call.queue,
    state,
    claim: null,
    priority,
    attempts: 0,
    enteredAt: call.now,
    exportedAt: call.onlyIdle ? idleSince : call.exportedAt,
    arrival: call.token,
    batch,
    payload,
    source,
  }
}

function errorFields({ dead }: Arrival, { queue, now }: Call): Pick<ItemDocument, 'lastError'> {
  return dead === null ? {} : { lastError: { code: dead.code, message: dead.message, queue, at: now } }
}
