import type { ObjectId } from 'mongodb'

/** What a record holds. The queue stores and hands it on, and never looks inside. */
export type Payload = Record<string, unknown>

/** Where an item stands: free to be claimed, held by a claim, failed for good, or through all queues. */
export type ItemState = 'ready' | 'claimed' | 'dead' | 'done'

/** Why a record went back or is dead. The message must not hold contact data: it is shown and logged. */
export interface Reason {
  code: string
  message: string
}

/** The batch that an item came with. */
export interface BatchRef {
  id: string
  name: string
}

/** An item as a claim hands it out. */
export interface Item<P extends Payload = Payload> {
  /** 24 hexadecimal digits, see {@link keyHex}; may be logged. */
  id: string
  /** The record's own name (an address): never to be logged. */
  key: string
  payload: P
  priority: number
  /** Claims of this item in this queue and pass, this one included; 1 the first time. */
  attempts: number
  /** How many times this key has come through the queues, this time included; 1 the first time. */
  generation: number
  /** First seen (database time). */
  addedAt: Date
  /** Entered this queue (database time). */
  enteredAt: Date
  /** When the version in `payload` was exported. */
  exportedAt: Date
  batch?: BatchRef
  lastError?: LastError
  /** Sync ids that claims carried when they settled this item, latest last, at most 8. */
  syncs?: string[]
}

/** The last thing that went wrong with an item. */
export interface LastError extends Reason {
  queue: string
  at: Date
}

/**
 * How an item left a claim. By settle: moved to another queue, done, dead, returned to its queue, buried (out of
 * attempts), renewed (a newer export took over). By rescue or release: freed, freedDead (out of attempts), freedReplaced.
 * By a person: redriven, corrected (and redriven), discarded.
 */
export type StepKind =
  | 'moved'
  | 'done'
  | 'dead'
  | 'returned'
  | 'buried'
  | 'renewed'
  | 'freed'
  | 'freedDead'
  | 'freedReplaced'
  | 'redriven'
  | 'corrected'
  | 'discarded'

/** One step of an item's way: what a claim (or a person) did with it. */
export interface Step {
  did: StepKind
  /** Token of the claim that ended with this step, empty for a person, one of its own for a correction. */
  claim: string
  /** Queue before and after. */
  from: string
  to: string
  /** Database time. */
  at: Date
  /** The person, where one did it. */
  by?: string
}

/** A newer export that waits for the present claim to end. */
export interface PendingVersion {
  queue: string
  payload: Payload
  source: string
  priority: number
  batch: BatchRef | null
  exportedAt: Date
  arrival: string
  dead: Reason | null
}

/** A document of `items`: one for each key, so that a record is in exactly one place. */
export interface ItemDocument {
  _id: ObjectId
  key: string
  queue: string
  state: ItemState
  claim: string | null
  priority: number
  attempts: number
  generation: number
  addedAt: Date
  enteredAt: Date
  exportedAt: Date
  /** Token of the add call that brought the present version: distinguishes a repeated add from a new one. */
  arrival: string
  batch: BatchRef | null
  payload: Payload
  source: string
  /** The item's way: says what became of a settle whose answer was lost, and a person where a record has been. Latest last, at most 8. */
  trail: Step[]
  pendingVersion?: PendingVersion
  lastError?: LastError
  syncs?: string[]
  expireAt?: Date
}
