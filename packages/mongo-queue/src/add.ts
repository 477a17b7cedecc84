import type { BatchRef, Payload, Reason } from './item.ts'

/** One record to put into a queue. */
export interface Entry {
  /** What makes it the same record next time (an address, trimmed and lower-cased by the caller). */
  key: string
  payload: Payload
  /** Hash of the payload as exported: the same source again is the same version again. */
  source: string
  /** Higher goes first; 0 unless given. */
  priority?: number
  batch?: BatchRef
  /** Dead on arrival: the record cannot be worked on, and is kept as a dead letter with this reason. */
  dead?: Reason
}

/** How an add is to be judged. */
export interface AddOptions {
  /**
   * When these versions were read at their source, by the source's clock: the newest wins, whatever order adds come in,
   * and the same export added again changes nothing. Database time of the call unless given.
   */
  exportedAt?: Date
}

/** What became of an add's entries, after folding those with the same key; the counts sum up to the keys. */
export interface AddResult {
  /** New keys. */
  added: number
  /** The version that is already there, or an older one than that. */
  unchanged: number
  /** Replaced what was ready, done or dead: a new pass. */
  renewed: number
  /** Kept beside a claimed version, to take over when its claim ends. */
  heldAsNext: number
  /** How many of added, renewed and heldAsNext are dead on arrival. */
  dead: number
}
