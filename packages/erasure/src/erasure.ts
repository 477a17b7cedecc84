import type { Document } from 'mongodb'

/** open: a run holds the contact, or an export is under way; clean-queues ends the erasure when they are through. */
export type ErasureState = 'open' | 'done'

/** One erasure as people see it: no value, no address, no id of the person. */
export interface Erasure {
  readonly id: string
  readonly at: Date
  readonly who: string
  readonly state: ErasureState
  /** Documents that were removed or emptied, by collection. */
  readonly removed: Readonly<Record<string, number>>
}

/** What identifies a person in the databases. Kept only while an erasure is open. */
export interface Traces {
  /** Ids of items, 24 hexadecimal digits. */
  readonly items: readonly string[]
  /** What identifies the contact in its history. */
  readonly contacts: readonly unknown[]
  /** Exports that were under way: what they bring is of before the erasure. Ids of their batches. */
  readonly exports?: readonly string[]
}

/** A document of `erasures`, in both databases. */
export interface ErasureDocument {
  readonly _id: string
  readonly at: Date
  readonly who: string
  readonly state: ErasureState
  /** Keyed hashes of the ids of items and contacts. */
  readonly hashes: readonly string[]
  readonly removed: Readonly<Record<string, number>>
  readonly open?: Traces
}

/** The erasure as people see it. */
export function publicErasure({ _id: id, at, who, state, removed }: ErasureDocument | Document): Erasure {
  return { id: String(id), at, who, state, removed }
}
