import type { BatchRef, Payload, Reason } from '../item/item.ts'
import type { Place } from '../read/places.ts'

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
  /** With `onlyIdle`: the version that was there when it was decided to add this one, {@link Place.version}; none unless given. */
  replaces?: string
}
