import type { EloquaSyncFailedError, ImportDefinition } from '@dwmops/eloqua-client'
import type { Logger } from 'pino'
import {
  type ImportRecord,
  importResults,
  type RecordResult,
  type RowsSent,
  sendAgain,
} from './record-results.ts'
import { isRefusal } from './refused-imports.ts'
import type { PlannedSync, SyncJournal } from './sync-journal.ts'
import { type EndedOutcome, type SyncOutcome, syncFailure } from './sync-outcome.ts'
import { SyncPostponedError } from './sync-postponed-error.ts'

export interface ImportOrder {
  readonly journal: SyncJournal
  readonly log: Logger
  /** The definition to make for each sync, and bounds of its uploads. */
  readonly definition: ImportDefinition
  readonly upload: { readonly maxRows: number; readonly maxBytes: number }
  /** Aborted by a signal: an upload stops, and its records are left as they were. */
  readonly signal: AbortSignal
  /** Whether Eloqua may be written to; else records are handed on as if they were in. */
  readonly mayWrite: boolean
  /** The claim that holds the records, where a queue does. */
  readonly claim?: NonNullable<PlannedSync['claim']>
  /** Stores what became of some records, each once, as soon as it is known. */
  settle(results: readonly RecordResult[]): Promise<void>
  /** Syncs that splitting may cost in this run; shared by its imports. */
  readonly budget: SplitBudget
}

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

/** Identifies the part of a claim that a sync carries: its records from the first id to the last, and how many. */
interface Part extends RowsSent {
  readonly [name: string]: unknown
  readonly firstId: string
  readonly lastId: string
}

/** Why an import went no further: a sync failed, or there was no room for one. */
export type HaltReason = EloquaSyncFailedError | SyncPostponedError

/**
 * How far an import came. `unfinished`: a sync goes on beyond the run, and a later run settles the records that it carries.
 * `halted`: what could not be imported is sent again, and more records would fare no better in this run.
 */
export type ImportEnd =
  | { readonly state: 'settled' | 'unfinished' }
  | { readonly state: 'halted'; readonly reason: HaltReason }

/**
 * Imports records in one sync, and where that fails as a whole in halves, until the guilty rows stand alone: one bad row
 * strands one record. `taken` is a sync of an earlier run that already carries some of the records.
 */
export async function importRecords(
  order: ImportOrder,
  records: readonly ImportRecord[],
  tally: BatchTally,
  taken?: SyncOutcome,
): Promise<ImportEnd> {
  const parts = partsOf(records, taken)
  let reason: HaltReason | undefined
  for (let next = parts.pop(); next !== undefined; next = parts.pop()) {
    const { part, known } = next
    if (part.length === 0) {
      if (known?.state === 'ended') await order.journal.close(known, {})
      continue
    }
    if (known === undefined && !order.mayWrite) {
      await skip(order, part)
      continue
    }
    const outcome = known ?? (await importPart(order, part))
    if (outcome.state === 'unfinished') return { state: 'unfinished' }
    if (outcome.state === 'not-begun') {
      await order.settle(sendAgain([next, ...parts].flatMap(recordsOf), 'no room for a sync in this hour'))
      return { state: 'halted', reason: reason ?? outcome.postponed ?? SyncPostponedError.noRoom('import') }
    }
    const { halves, halts } = await settlePart(order, part, outcome, tally)
    parts.push(...halves.map((half) => ({ part: half })))
    // how the sync of a run that is gone ended says nothing of now: its records go out again in this run
    if (halts === 'at once' && known !== undefined && !isRefusal(syncFailure(outcome))) continue
    if (halts) reason = syncFailure(outcome)
    if (halts === 'at once')
      await order.settle(sendAgain(parts.splice(0).flatMap(recordsOf), 'the sync before it failed'))
  }
  return reason ? { state: 'halted', reason } : { state: 'settled' }
}

/** Records for one sync, which `known` is if it runs or has ended already. */
interface NextPart {
  readonly part: readonly ImportRecord[]
  readonly known?: SyncOutcome
}

/** The last part is the next: the one that `taken` carries, if there is one; it may have been settled before its run died. */
function partsOf(records: readonly ImportRecord[], taken: SyncOutcome | undefined): NextPart[] {
  const sorted = records.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  if (taken === undefined || taken.state === 'not-begun') return [{ part: sorted }]
  const within = carriedBy(taken.entry.data)
  return [{ part: sorted.filter((record) => !within(record)) }, { part: sorted.filter(within), known: taken }]
}

function recordsOf({ part }: NextPart): readonly ImportRecord[] {
  return part
}

async function skip({ log, settle }: ImportOrder, part: readonly ImportRecord[]): Promise<void> {
  log.info({ records: part.length }, 'eloqua write skipped')
  await settle(part.map(({ id }) => ({ id, result: 'accepted' })))
}

async function importPart(order: ImportOrder, part: readonly ImportRecord[]): Promise<SyncOutcome> {
  const { journal, signal, upload, claim } = order
  const definition = await journal.eloqua.imports.create(order.definition, { signal })
  const rows = () => part.values().map(({ row }) => row)
  const staged = await journal.eloqua.uploadRows(definition.uri, rows, { ...upload, signal })
  order.log.info({ definitionUri: definition.uri, ...staged }, 'rows staged')
  return journal.run({
    kind: 'import',
    definitionUri: definition.uri,
    data: { ...describePart(part), ...listOf(order.definition) },
    ...(claim && { claim }),
  })
}

/** What a settled part leaves: its halves, still to be imported; or that the run halts, at once or after the other parts. */
interface AfterPart {
  readonly halves: readonly (readonly ImportRecord[])[]
  readonly halts?: 'at once' | 'after the others'
}

/** Settles what the sync decided, and closes its ledger entry. */
async function settlePart(
  order: ImportOrder,
  part: readonly ImportRecord[],
  outcome: EndedOutcome,
  tally: BatchTally,
): Promise<AfterPart> {
  const { journal, budget, definition } = order
  const found = await importResults(journal, outcome, part, definition.identifierFieldName)
  tally[batchResult(outcome)] += part.length
  if (found === 'split' && budget.left >= 2) {
    budget.left -= 2
    await journal.close(outcome, countResults([], part.length))
    const middle = part.length >> 1
    return { halves: [part.slice(middle), part.slice(0, middle)] }
  }
  const results = found === 'split' ? sendAgain(part, 'the syncs for splitting are used up') : found.results
  await order.settle(results)
  await journal.close(outcome, countResults(results, part.length))
  if (found === 'split') return { halves: [], halts: 'after the others' }
  return { halves: [], ...(found.halt && { halts: 'at once' }) }
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

function describePart(part: readonly ImportRecord[]): Part {
  return { firstId: part[0]?.id ?? '', lastId: part.at(-1)?.id ?? '', rowsSent: part.length }
}

function carriedBy(data: Readonly<Record<string, unknown>> | undefined): (record: ImportRecord) => boolean {
  const { firstId, lastId } = data ?? {}
  if (typeof firstId !== 'string' || typeof lastId !== 'string') return () => true
  return ({ id }) => firstId <= id && id <= lastId
}
