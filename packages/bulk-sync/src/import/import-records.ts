import {
  type EloquaSyncFailedError,
  EloquaValidationError,
  type ImportDefinition,
} from '@dwmops/eloqua-client'
import type { Logger } from 'pino'
import type { PlannedSync, SyncJournal } from '../syncs/sync-journal.ts'
import { type EndedOutcome, type SyncOutcome, syncFailure } from '../syncs/sync-outcome.ts'
import { SyncPostponedError } from '../syncs/sync-postponed-error.ts'
import { halvesOf, type Part, partData, type SentPart, wholePart } from './import-part.ts'
import {
  type ImportKeys,
  type ImportRecord,
  type ImportVerdict,
  importResults,
  type RecordResult,
  sendAgain,
  tryAgain,
} from './results/record-results.ts'

export interface ImportOrder {
  readonly journal: SyncJournal
  readonly log: Logger
  /** Bounds of its uploads. */
  readonly upload: { readonly maxRows: number; readonly maxBytes: number }
  readonly keys: ImportKeys
  /** Aborted by a signal: an upload stops, and its records are left as they were. */
  readonly signal: AbortSignal
  /** Whether Eloqua may be written to; else records are handed on as if they were in. */
  readonly mayWrite: boolean
  /** The claim that holds the records, where a queue does. */
  readonly claim?: NonNullable<PlannedSync['claim']>
  /** Stores what became of some records, each once, as soon as it is known. */
  settle(results: readonly RecordResult[]): Promise<void>
  /** Hears of each sync that has ended. */
  ended?(outcome: EndedOutcome, verdict: ImportVerdict): void
  /** Syncs that splitting may cost in this run; shared by its imports. */
  readonly budget: SplitBudget
}

/** Records that go in by one definition, which is made for each sync anew. */
export type ImportGroup = Part

/** Records by the status of the sync that carried them, as the old fleet counted. */
export interface BatchTally {
  success: number
  warning: number
  errored: number
}

/** How many syncs a run may still spend on finding guilty rows. */
export interface SplitBudget {
  left: number
}

/** That of a whole run. */
export function splitBudget(): SplitBudget {
  return { left: 60 }
}

/** Why an import went no further: a sync failed, or the hourly quota left none. */
export type HaltReason = EloquaSyncFailedError | SyncPostponedError

/**
 * How far an import came. `unfinished`: a sync goes on beyond the run, and a later run settles the records that it carries; `reason`:
 * it was only to prepare the import.
 * `halted`: what could not be imported is sent again, and more records would fare no better in this run.
 */
export type ImportEnd =
  | { readonly state: 'settled' }
  | { readonly state: 'unfinished'; readonly reason?: SyncPostponedError }
  | { readonly state: 'halted'; readonly reason: HaltReason }

/**
 * Imports records in one sync a group, and what stays unknown there in halves, until the guilty rows stand alone: one bad row
 * strands one record, and no other one waits for it. Rows that Eloqua does not even take in are parted in the same way.
 */
export async function importRecords(
  order: ImportOrder,
  groups: readonly ImportGroup[],
  tally: BatchTally,
): Promise<ImportEnd> {
  const parts = groups.flatMap(wholePart).reverse()
  let reason: HaltReason | undefined
  let takesRows = false
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    if (!order.mayWrite) {
      await skip(order, part)
      continue
    }
    const outcome = await importPart(order, part)
    if (outcome.state === 'refused') {
      parts.push(...(await partRefused(order, part, outcome.error, takesRows)))
      continue
    }
    takesRows = true
    if (outcome.state === 'unfinished') return { state: 'unfinished' }
    if (outcome.state === 'not-begun') {
      await order.settle(sendAgain([part, ...parts].flatMap(recordsOf), 'hourly sync quota reached'))
      return { state: 'halted', reason: reason ?? outcome.postponed ?? SyncPostponedError.noQuota('import') }
    }
    const { halves, halts } = await settlePart(order, part, outcome, tally)
    parts.push(...halves)
    if (halts) reason = syncFailure(outcome)
    if (halts === 'at once')
      await order.settle(sendAgain(parts.splice(0).flatMap(recordsOf), 'the sync before it failed'))
  }
  return reason ? { state: 'halted', reason } : { state: 'settled' }
}

function recordsOf({ records }: Pick<Part, 'records'>): readonly ImportRecord[] {
  return records
}

async function skip({ log, settle }: ImportOrder, { records }: Part): Promise<void> {
  log.info({ records: records.length }, 'eloqua write skipped')
  await settle(records.map(({ id }) => ({ id, result: 'accepted' })))
}

/** Eloqua took none of the rows in (400), or one of them fits into no body. */
interface RefusedRows {
  readonly state: 'refused'
  readonly error: EloquaValidationError
}

async function importPart(order: ImportOrder, part: Part): Promise<SyncOutcome | RefusedRows> {
  const { journal, signal, upload, claim } = order
  const definition = await journal.eloqua.imports.create(part.definition, { signal })
  const rows = () => part.records.values().map(({ row }) => row)
  const staged = await journal.eloqua
    .uploadRows(definition.uri, rows, { ...upload, signal })
    .catch(refusedOrThrow)
  if ('error' in staged) return staged
  order.log.info({ definitionUri: definition.uri, ...staged }, 'rows staged')
  return journal.run({
    kind: 'import',
    definitionUri: definition.uri,
    data: { ...partData(part), ...listOf(part.definition) },
    ...(claim && { claim }),
  })
}

function refusedOrThrow(error: unknown): RefusedRows {
  if (error instanceof EloquaValidationError) return { state: 'refused', error }
  throw error
}

/**
 * The halves of a part whose rows were refused. A row alone is to blame where Eloqua takes other rows; else that is an attempt. Throws the
 * refusal when the budget is used up.
 */
async function partRefused(
  { log, budget, settle }: ImportOrder,
  part: Part,
  error: EloquaValidationError,
  takesOthers: boolean,
): Promise<Part[]> {
  const { records } = part
  log.warn({ err: error, records: records.length }, 'rows refused by Eloqua before their import')
  if (records.length > 1) {
    if (budget.left < 2) throw error
    budget.left -= 2
    return halvesOf(part, records)
  }
  const { code, message } = error
  const rejected = { result: 'rejected', code: 'ROW_UNUSABLE', message } as const
  const again = { result: 'again', message, countsAttempt: true, refusedAs: code } as const
  await settle(records.map(({ id }) => ({ id, ...(takesOthers ? rejected : again) })))
  return []
}

/** What a settled part leaves: its halves, still to be imported; or that the run halts, at once or after the other parts. */
export interface AfterPart<P extends SentPart> {
  readonly halves: readonly P[]
  readonly halts?: 'at once' | 'after the others'
}

/** Settles what the sync decided, and closes its ledger entry. What is decided never waits for what is not. */
export async function settlePart<P extends SentPart>(
  order: ImportOrder,
  part: P,
  outcome: EndedOutcome,
  tally: BatchTally,
): Promise<AfterPart<P>> {
  const { journal, budget, keys } = order
  const { records, isHalf = false } = part
  const verdict = await importResults(journal, outcome, { records, keys, isHalf })
  tally[batchResult(outcome)] += records.length
  order.ended?.(outcome, verdict)
  const { records: unknown = [], message = '' } = verdict.unknown ?? {}
  const isSplit = unknown.length > 1 && budget.left >= 2
  if (isSplit) budget.left -= 2
  const results = [...verdict.results, ...(isSplit ? [] : givenUp(unknown, message, outcome))]
  if (results.length > 0) await order.settle(results)
  await journal.close(outcome, countResults(results, records.length))
  if (isSplit) return { halves: halvesOf(part, unknown) }
  if (verdict.halt) return { halves: [], halts: 'at once' }
  const isUsedUp = unknown.length > 1 && outcome.verdict.result === 'failed'
  return { halves: [], ...(isUsedUp && { halts: 'after the others' }) }
}

/** Unknown records that are not split any more. Where their sync failed it may have been the fault of one among many. */
function givenUp(
  unknown: readonly ImportRecord[],
  message: string,
  { verdict }: EndedOutcome,
): RecordResult[] {
  if (unknown.length > 1 && verdict.result === 'failed')
    return sendAgain(unknown, 'the syncs for splitting are used up')
  return tryAgain(unknown, message)
}

function batchResult({ verdict, sync }: EndedOutcome): keyof BatchTally {
  if (verdict.result === 'failed' || verdict.result === 'temporary') return 'errored'
  return sync.end === 'warning' || verdict.result === 'some-rejected' ? 'warning' : 'success'
}

function countResults(results: readonly RecordResult[], carried: number): Record<string, number> {
  const count = (result: RecordResult['result']) => results.filter((one) => one.result === result).length
  return { carried, accepted: count('accepted'), rejected: count('rejected'), again: count('again') }
}

/** The list that an import takes its contacts off. */
function listOf({ syncActions = [] }: ImportDefinition): { readonly list?: string } {
  const [removal] = syncActions.filter(({ action }) => action === 'remove')
  return removal === undefined ? {} : { list: removal.destination }
}
