import type { BatchRef, LastError } from '@dwmops/mongo-queue'
import type { Revert } from '@dwmops/rule-store'
import type { LedgerEntry } from '@dwmops/sync-ledger'

/** The way of one contact, as far as the fleet's records go back. Holds its values: for a person's eyes, never for a log. */
export interface Timeline {
  /** The contact's name in the queue, its address; undefined when the queue has forgotten it. */
  readonly key: string | undefined
  /** 24 hex digits, fit for logs. */
  readonly itemId: string
  /** Under which its history is kept. */
  readonly contactIds: readonly string[]
  /** Where it stands in the queues; undefined when they have forgotten it, a week after it was done. */
  readonly now: TimelineNow | undefined
  /** Exports that brought it, newest first: the one that the queue remembers. */
  readonly exports: readonly TimelineExport[]
  /** Washes with the changes that they made, newest first. */
  readonly washes: readonly TimelineWash[]
  /** Its last steps through the queues, newest first. */
  readonly hops: readonly TimelineHop[]
  /** Imports that carried it, newest first, with what Eloqua said of them. */
  readonly imports: readonly TimelineSync[]
  /** Undos that concerned it, newest first. */
  readonly undos: readonly Revert[]
}

export interface TimelineNow {
  readonly queue: string
  readonly state: string
  readonly since: Date
  readonly addedAt: Date
  readonly attempts: number
  readonly generation: number
  readonly heldBy: { readonly stage: string; readonly owner: string; readonly until: Date } | undefined
  /** Why it is a dead letter, or went back the last time. */
  readonly lastError: LastError | undefined
  /** A newer export waits for the present claim to end. */
  readonly newerExportAt: Date | undefined
}

export interface TimelineExport {
  readonly at: Date
  readonly batch: BatchRef | undefined
  readonly sync: TimelineSync | undefined
}

export interface TimelineWash {
  /** `_id` of its contactHistory document. */
  readonly id: string
  readonly at: Date
  readonly configName: string | undefined
  /** 0 is the newest. */
  readonly place: number
  /** Undefined for washes of which only the history is left. */
  readonly run: RunRef | undefined
  readonly rules: RulesRef | undefined
  readonly changes: readonly TimelineChange[]
  /** Fields whose change was not imported, as Eloqua held a newer value by then. */
  readonly superseded: readonly string[]
}

/** A change of a field; `ruleId` is known for 90 days. */
export interface TimelineChange {
  readonly field: string
  readonly ruleType: string
  readonly ruleId: string | undefined
  readonly from: unknown
  readonly to: unknown
  /** What the value was derived from. */
  readonly using: unknown
  readonly pattern: unknown
}

export interface TimelineHop {
  readonly at: Date
  readonly did: string
  readonly from: string
  readonly to: string
  readonly run: RunRef | undefined
}

export type TimelineSync = Omit<LedgerEntry, 'data'> & { readonly run: RunRef | undefined }

/** A run; `stage`, `startedAt` and `result` are remembered for 30 days. */
export interface RunRef {
  readonly id: string
  readonly stage?: string
  readonly startedAt?: Date
  readonly result?: string
}

/** The rules that a wash followed. */
export interface RulesRef {
  readonly hash: string
  /** Undefined for rules that were changed by hand and never published. */
  readonly version: number | undefined
}
