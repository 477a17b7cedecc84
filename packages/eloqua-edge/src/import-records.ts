import type { ImportDefinition } from '@dwmops/eloqua-client'
import type { Logger } from 'pino'
import { type ImportFate, type ImportRecord, importFates, sendAgain } from './import-fates.ts'
import type { EndedOutcome, PlannedSync, SyncJournal, SyncOutcome } from './sync-journal.ts'

export interface ImportOrder {
  readonly journal: SyncJournal
  readonly log: Logger
  /** The definition to make for each sync, and bounds of its uploads. */
  readonly definition: ImportDefinition
  readonly upload: { readonly maxRows: number; readonly maxBytes: number }
  /** Aborted by a signal: an upload stops, and its records are left as they were. */
  readonly signal: AbortSignal
  /** The claim that holds the records, where a queue does. */
  readonly claim?: NonNullable<PlannedSync['claim']>
  /** Stores what became of some records, each once, as soon as it is known. */
  settle(fates: readonly ImportFate[]): Promise<void>
  /** Syncs that splitting may cost in this run; shared by its imports. */
  readonly budget: SplitBudget
}

/** Records by the status of the sync that carried them, as the old fleet counted. */
export interface BatchTally {
  success: number
  warning: number
  errored: number
}

/** How many syncs a run may spend on finding guilty rows. */
export interface SplitBudget {
  left: number
}

/** Identifies the part of a claim that a sync carries: its records from the first id to the last. */
interface Part {
  readonly [name: string]: unknown
  readonly firstId: string
  readonly lastId: string
}

/**
 * Imports records in one sync, and where that fails as a whole in halves, until the guilty rows stand alone: one bad row
 * strands one record. `taken` is a sync of an earlier run that already carries some of the records.
 *
 * @returns 'unfinished' when a sync goes on beyond the run: the records it carries are not settled, a later run does it.
 */
export async function importRecords(
  order: ImportOrder,
  records: readonly ImportRecord[],
  tally: BatchTally,
  taken?: SyncOutcome,
): Promise<'settled' | 'unfinished'> {
  const sorted = records.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const parts: (readonly ImportRecord[])[] = [sorted]
  let known = taken
  if (known !== undefined && known.state !== 'no-room') {
    const within = carriedBy(known.entry.data)
    parts.splice(
      0,
      1,
      sorted.filter((record) => !within(record)),
      sorted.filter(within),
    )
  }
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    if (part.length === 0) continue
    const outcome = known ?? (await importPart(order, part))
    known = undefined
    if (outcome.state === 'unfinished') return 'unfinished'
    if (outcome.state === 'no-room') {
      await order.settle(sendAgain([part, ...parts].flat(), 'no room for a sync in this hour'))
      return 'settled'
    }
    const halves = await settlePart(order, part, outcome, tally)
    parts.push(...halves)
  }
  return 'settled'
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
    data: describePart(part),
    ...(claim && { claim }),
  })
}

/** Settles what the sync decided, closes its ledger entry, and returns the halves that are still to be imported. */
async function settlePart(
  order: ImportOrder,
  part: readonly ImportRecord[],
  outcome: EndedOutcome,
  tally: BatchTally,
): Promise<(readonly ImportRecord[])[]> {
  const verdict = await importFates(order.journal, outcome, part, order.definition.identifierFieldName)
  tally[batchResult(outcome)] += part.length
  const canSplit = order.budget.left >= 2
  const fates = verdict === 'split' ? [] : verdict.fates
  if (verdict !== 'split') await order.settle(fates)
  else if (!canSplit)
    await order.settle(sendAgain(part, 'import failed, and the syncs for splitting are used up'))
  await order.journal.close(outcome, countFates(fates, part.length))
  if (verdict !== 'split' || !canSplit) return []
  order.budget.left -= 2
  const middle = part.length >> 1
  return [part.slice(middle), part.slice(0, middle)]
}

function batchResult({ verdict, sync }: EndedOutcome): keyof BatchTally {
  if (verdict.result === 'failed' || verdict.result === 'temporary') return 'errored'
  return sync.end === 'warning' || verdict.result === 'some-rejected' ? 'warning' : 'success'
}

function countFates(fates: readonly ImportFate[], carried: number): Record<string, number> {
  const count = (fate: ImportFate['fate']) => fates.filter((one) => one.fate === fate).length
  return { carried, accepted: count('accepted'), rejected: count('rejected'), again: count('again') }
}

function describePart(part: readonly ImportRecord[]): Part {
  return { firstId: part[0]?.id ?? '', lastId: part.at(-1)?.id ?? '' }
}

function carriedBy(data: Readonly<Record<string, unknown>> | undefined): (record: ImportRecord) => boolean {
  const { firstId, lastId } = data ?? {}
  if (typeof firstId !== 'string' || typeof lastId !== 'string') return () => true
  return ({ id }) => firstId <= id && id <= lastId
}
