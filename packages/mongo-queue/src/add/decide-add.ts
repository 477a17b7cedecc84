import type { ItemDocument, PendingVersion } from '../item/item.ts'

/** The facts of a stored item that decide what an add means for it. */
export type Seen = Pick<
  ItemDocument,
  '_id' | 'state' | 'source' | 'exportedAt' | 'arrival' | 'generation'
> & {
  pendingVersion?: Pick<PendingVersion, 'source' | 'exportedAt' | 'arrival'>
}

/** A version that is to be added. */
export interface Incoming {
  source: string
  exportedAt: Date
  /** Token of the add call. */
  arrival: string
  /** Given by the caller: the same time is the same export. Else the later call is the newer one. */
  dated: boolean
  /** Leaves alone what is not done in the version that it replaces, and is newer than that whatever its time. */
  onlyIdle: boolean
  replaces: string | null
}

/**
 * What an add means for an item.
 * - added, renewed, held: this very call has done it already (its answer got lost).
 * - same: that version or a newer one is there, and nothing changes.
 * - confirm: that version is there, and is now the newest: only its time of export moves.
 * - dropPending: claimed in that very version, and the export that waited is the older one now.
 * - confirmPending: that version waits already; its time of export moves.
 * - renew: replaces what is ready, done or dead. hold: waits for the claim to end.
 */
export type Decision =
  | 'added'
  | 'renewed'
  | 'held'
  | 'same'
  | 'confirm'
  | 'dropPending'
  | 'confirmPending'
  | 'renew'
  | 'hold'

/** Newest wins: the rule, with no database in it. */
export function decideAdd(seen: Seen, incoming: Incoming): Decision {
  if (seen.arrival === incoming.arrival) return seen.generation === 1 ? 'added' : 'renewed'
  if (seen.pendingVersion?.arrival === incoming.arrival) return 'held'
  if (incoming.onlyIdle) return seen.state === 'done' && seen.arrival === incoming.replaces ? 'renew' : 'same'
  if (!isNewer(incoming, (seen.pendingVersion ?? seen).exportedAt)) return 'same'
  if (seen.state === 'claimed') return decideClaimed(seen, incoming)
  if (seen.state === 'done' || seen.source !== incoming.source) return 'renew'
  return 'confirm'
}

function decideClaimed(seen: Seen, incoming: Incoming): Decision {
  if (seen.pendingVersion === undefined) return seen.source === incoming.source ? 'confirm' : 'hold'
  if (seen.pendingVersion.source === incoming.source) return 'confirmPending'
  return seen.source === incoming.source ? 'dropPending' : 'hold'
}

function isNewer({ exportedAt, dated }: Incoming, than: Date): boolean {
  return dated ? exportedAt > than : exportedAt >= than
}
