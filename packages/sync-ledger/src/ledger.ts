import type { Db } from 'mongodb'
import type { LedgerEntry, LedgerState, SyncKind } from './entry.ts'
import { LedgerError } from './errors.ts'
import type { HourlyUsage, SoftLimits } from './room.ts'

export type LedgerOptions = {
  stage: string
  /** who follows the syncs (pod name and start time); default: the host's name and process id */
  owner?: string
  /** default 'syncs' */
  collection?: string
  /** default {@link softLimits} */
  limits?: Partial<SoftLimits>
  /** share of the limits that is used at most, default 0.8 */
  share?: number
  /** how long ended entries are kept, default 30 */
  retentionDays?: number
}

export type Plan = {
  kind: SyncKind
  definitionUri: string
  claim?: string
  data?: Record<string, unknown>
  /** default: a new one; planning again with the same id and definition gives the entry that is there */
  id?: string
}

export type RoomOptions = {
  signal?: AbortSignal
  /** how long to wait for room at most, default 0: stop at once */
  maxWaitMs?: number
  sleep?: (ms: number, signal: AbortSignal | undefined) => Promise<void>
  onWait?: (kind: SyncKind, waitMs: number, used: number) => void
}

export type ListQuery = {
  stage?: string
  state?: LedgerState
  kind?: SyncKind
  definitionUri?: string
  claim?: string
  /** default 50 */
  limit?: number
}

/** The syncs of one stage, written down. All steps are guarded by state and may be repeated. */
export type Ledger = {
  readonly stage: string
  readonly owner: string
  ensureIndexes(): Promise<void>
  /** Writes a sync down before its POST. */
  plan(plan: Plan): Promise<LedgerEntry>
  /** The POST was answered, or the sync was found. Throws LedgerError LEDGER_STATE, LEDGER_NOT_FOUND, LEDGER_SYNC_TAKEN. */
  started(id: string, syncUri: string): Promise<LedgerEntry>
  /** The sync has ended and its consequences are stored. */
  ended(id: string, end: { status: string; counts?: Record<string, number> }): Promise<LedgerEntry>
  /** Nobody will follow it any more: never sent, or given up. */
  abandoned(id: string, reason: string): Promise<LedgerEntry>
  /** Replaces the entry's data and shows a sign of life; planned or started entries only. At most 256 KB. */
  setData(id: string, data: Record<string, unknown>): Promise<LedgerEntry>
  /** Shows a sign of life; false when the entry is finished or another owner's. */
  touch(id: string): Promise<boolean>
  /** Planned and started entries of a stage (default: this one's), oldest first. `silentMs`: only those without a sign of life for so long. */
  unfinished(query?: { stage?: string; silentMs?: number }): Promise<LedgerEntry[]>
  /** Takes over an unfinished entry silent for `silentMs`, or this owner's own; undefined when somebody else was faster or it lives. */
  adopt(id: string, query?: { silentMs?: number; claim?: string }): Promise<LedgerEntry | undefined>
  byId(id: string): Promise<LedgerEntry | undefined>
  /** Syncs planned in the last hour by all stages, by kind. Entries abandoned before the POST do not count. */
  usedInLastHour(): Promise<HourlyUsage>
  /** Waits until one more sync stays below the share of the soft limit; `stop` when that takes longer than maxWaitMs. */
  roomFor(kind: SyncKind, options?: RoomOptions): Promise<'go' | 'stop'>
  /** Newest first, all stages unless asked otherwise. */
  list(query?: ListQuery): Promise<LedgerEntry[]>
  /** The entry with this id, or whose sync URI ends so (`389` or `/syncs/389`). */
  show(idOrSync: string): Promise<LedgerEntry | undefined>
}

/** Opens the ledger in a database. Makes no request. */
export function openLedger(_db: Db, _options: LedgerOptions): Ledger {
  throw new LedgerError('LEDGER_NOT_FOUND', 'to come')
}
