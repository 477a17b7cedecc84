import { hostname } from 'node:os'
import { durable, type IndexWait, retrying, retryTransient } from '@dwmops/mongo'
import { type Collection, type Db, ObjectId } from 'mongodb'
import type { LedgerEntry, SyncKind } from './entries/entry.ts'
import { findByIds, findUnfinished, listEntries, showEntry } from './entries/find-entries.ts'
import type { ListQuery } from './entries/list-query.ts'
import { type StoredEntry, toEntry } from './entries/stored-entry.ts'
import { ensureIndexes } from './indexes.ts'
import { usedInLastHour } from './quota/hourly-usage.ts'
import { type HourlyUsage, type SoftLimits, softLimits } from './quota/quota.ts'
import { type QuotaOptions, waitForQuota } from './quota/wait-for-quota.ts'
import type { Plan } from './steps/plan.ts'
import { planEntry } from './steps/plan-entry.ts'
import { resumeEntry, touchEntry } from './steps/resume-entry.ts'
import { type Step, takeStep } from './steps/step.ts'
import { abandonedStep, dataStep, endedStep, startedStep } from './steps/steps.ts'

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

/** The syncs of one stage, written down. All steps are guarded by state and are repeated after transient errors of the database. */
export type Ledger = {
  readonly stage: string
  readonly owner: string
  ensureIndexes(wait?: IndexWait): Promise<void>
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
  /**
   * Planned and started entries of a stage (default: this one's), oldest first. `silentMs`: only those without a sign of life for so
   * long; `olderMs`: only those planned so long ago; both by the database's clock.
   */
  unfinished(query?: { stage?: string; silentMs?: number; olderMs?: number }): Promise<LedgerEntry[]>
  /** Takes over an unfinished entry silent for `silentMs`, or this owner's own; undefined when somebody else was faster or it lives. */
  resume(id: string, query?: { silentMs?: number; claim?: string }): Promise<LedgerEntry | undefined>
  byId(id: string): Promise<LedgerEntry | undefined>
  /** Those of the ids that are there, oldest first. */
  byIds(ids: readonly string[]): Promise<LedgerEntry[]>
  /** Syncs planned in the last hour by all stages, by kind. Entries abandoned before the POST do not count. */
  usedInLastHour(): Promise<HourlyUsage>
  /** Waits until one more sync stays below the share of the soft limit; `stop` when that takes longer than maxWaitMs. */
  quotaFor(kind: SyncKind, options?: QuotaOptions): Promise<'go' | 'stop'>
  /** Newest first, all stages unless asked otherwise. */
  list(query?: ListQuery): Promise<LedgerEntry[]>
  /** The entry with this id, or whose sync URI ends so (`389` or `/syncs/389`). */
  show(idOrSync: string): Promise<LedgerEntry | undefined>
}

/** Opens the ledger in a database. Makes no request. */
export function openLedger(db: Db, options: LedgerOptions): Ledger {
  const { stage, owner = `${hostname()}:${process.pid}`, share = 0.8, retentionDays = 30 } = options
  const limits = { ...softLimits, ...options.limits }
  const entries = db.collection<StoredEntry>(options.collection ?? 'syncs', durable)
  const usage = () => retryTransient('count the syncs of the last hour', () => usedInLastHour(db, entries))
  const steps = retrying('write a step of a sync down', stepsOn(entries, { stage, owner, retentionDays }))
  const reads = retrying('read the ledger of syncs', readsOn(entries, stage))
  return {
    stage,
    owner,
    ensureIndexes: (wait = {}) => ensureIndexes(entries, wait),
    ...steps,
    // an id of its own: repeated, it is the same entry
    plan: (plan) => steps.plan({ ...plan, id: plan.id ?? new ObjectId().toHexString() }),
    ...reads,
    usedInLastHour: usage,
    quotaFor: (kind, waiting) =>
      waitForQuota(kind, { limit: limits[kind], share }, async () => (await usage())[kind], waiting),
  }
}

type Steps = Pick<Ledger, 'plan' | 'started' | 'ended' | 'abandoned' | 'setData' | 'touch' | 'resume'>

/** Each finds itself done when it is repeated. */
function stepsOn(
  entries: Collection<StoredEntry>,
  { stage, owner, retentionDays }: Required<Pick<LedgerOptions, 'stage' | 'owner' | 'retentionDays'>>,
): Steps {
  const step = async (id: string, to: Step) => toEntry(await takeStep(entries, id, to))
  return {
    plan: async (plan) => toEntry(await planEntry(entries, { stage, owner }, plan)),
    started: (id, syncUri) => step(id, startedStep(syncUri, owner)),
    ended: (id, end) => step(id, endedStep(end, retentionDays)),
    abandoned: (id, reason) => step(id, abandonedStep(reason, retentionDays)),
    setData: (id, data) => step(id, dataStep(data)),
    touch: (id) => touchEntry(entries, id, owner),
    resume: async (id, { silentMs = defaultSilentMs, claim } = {}) =>
      optional(await resumeEntry(entries, id, { owner, silentMs, claim })),
  }
}

type Reads = Pick<Ledger, 'unfinished' | 'byId' | 'byIds' | 'list' | 'show'>

function readsOn(entries: Collection<StoredEntry>, ownStage: string): Reads {
  return {
    unfinished: async ({ stage = ownStage, silentMs, olderMs } = {}) =>
      (await findUnfinished(entries, { stage, silentMs, olderMs })).map(toEntry),
    byId: async (id) => optional((await entries.findOne({ _id: id })) ?? undefined),
    byIds: async (ids) => (await findByIds(entries, ids)).map(toEntry),
    list: async (query = {}) => (await listEntries(entries, query)).map(toEntry),
    show: async (idOrSync) => optional(await showEntry(entries, idOrSync)),
  }
}

/** As long as a lease of the queue. */
const defaultSilentMs = 300_000

function optional(stored: StoredEntry | undefined): LedgerEntry | undefined {
  return stored && toEntry(stored)
}
