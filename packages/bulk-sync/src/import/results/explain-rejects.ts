import type { Reject, SyncVerdict } from '@dwmops/eloqua-client'
import type { SyncJournal } from '../../syncs/sync-journal.ts'
import type { EndedOutcome } from '../../syncs/sync-outcome.ts'
import { folded } from '../../writing/contact-write.ts'
import type { ImportKeys, ImportRecord, RecordResult } from '../import-record.ts'
import { goneContact, isGoneCode } from './gone-contacts.ts'

type Rejected = Extract<RecordResult, { result: 'rejected' }>

/** What the rejects and counts of an import say of its records. */
export interface Explanation {
  /** Records that did not go in, by id. */
  readonly rejected: ReadonlyMap<string, Rejected>
  /** Rejects of rows that cannot be reported: malformed ones, or of records that were settled before. */
  readonly unplaced: readonly Pick<Rejected, 'code' | 'message'>[]
  /** Rows that did not go in. */
  readonly named: number
  /** Rows that Eloqua counted; infinite where the logs do not say. */
  readonly counted: number
  /** Whether all other records went in. */
  readonly isAllExplained: boolean
  /** Values that were refused in rows that went in, by field. */
  readonly rejectedValues: Readonly<Record<string, number>>
}

interface Question {
  readonly records: readonly ImportRecord[]
  readonly keys: ImportKeys
  /** Rows of the sync, those of records that are settled included. */
  readonly sent: number
}

const duplicate = new Set(['ELQ-00011', 'ELQ-00026'])
const rowsStaged = 'ELQ-00130'
const rowsProcessed = 'ELQ-00001'
/** Contacts created and updated; records of a custom object likewise. */
const storedCounters = ['ELQ-00004', 'ELQ-00022', 'ELQ-00007', 'ELQ-00012']
const unnamedField = '(unnamed)'

/**
 * Reads the rejects of an import. A row that a reject names is explained, whether Eloqua counted it or not; what is missing in the
 * counts beyond that, and rejects that name no record, leave open what became of the others.
 */
export async function explainRejects(
  journal: SyncJournal,
  { verdict, sync }: EndedOutcome,
  { records, keys, sent }: Question,
): Promise<Explanation> {
  const counted = rowsCounted(verdict)
  const rejects: Reject[] = []
  if (verdict.result !== 'ok' || counted < sent)
    for await (const reject of journal.eloqua.syncs.rejects(sync.uri, { uniqueFields: keys.unique }))
      rejects.push(reject)
  const lost = rejects.filter((one) => isLost(one, keys, { isStagedTwice: counted > sent }))
  const placed = placeRejects(lost, records, keys)
  const settledBefore = sent - records.length
  const isAllExplained = isCounted(verdict, sent, placed.named) && placed.unplaced.length <= settledBefore
  return {
    ...placed,
    counted,
    isAllExplained,
    rejectedValues: countValues(rejects.filter((one) => !lost.includes(one))),
  }
}

/**
 * Whether the row of a reject is lost. An invalid value of the identifier or of another unique field loses it, whatever the code, and in
 * whatever case it is named.
 * Where more rows came than were sent, a repeated upload staged some twice: a duplicate is one of those, and its twin went in.
 */
function isLost(
  { effect, statusCode, invalidFields }: Reject,
  { unique }: ImportKeys,
  { isStagedTwice }: { isStagedTwice: boolean },
): boolean {
  if (isStagedTwice && duplicate.has(statusCode)) return false
  const names = new Set(unique.map(folded))
  if (invalidFields.some((field) => names.has(folded(field)))) return true
  return effect === 'rejected'
}

interface Placed extends Pick<Explanation, 'rejected' | 'unplaced' | 'named'> {}

/** Finds the records that rejects name: by the identifier as it was sent, else but for case and spaces. */
function placeRejects(lost: readonly Reject[], records: readonly ImportRecord[], keys: ImportKeys): Placed {
  if (lost.length === 0) return { rejected: new Map(), unplaced: [], named: 0 }
  const { identifier } = keys
  const exact = new Map(records.map((record) => [record.row[identifier], record]))
  const alike = Map.groupBy(records, ({ row }) => folded(row[identifier]))
  const rejected = new Map<string, Rejected>()
  const unplaced = new Map<string, Pick<Rejected, 'code' | 'message'>>()
  const named = new Set<string>()
  for (const [index, reject] of lost.entries()) {
    const sent = reject.values[identifier] ?? ''
    const address = folded(sent)
    named.add(address === '' ? `row ${index}` : sent)
    const twins = alike.get(address) ?? []
    if (address === '' || twins.length === 0)
      unplaced.set(address === '' ? `row ${index}` : sent, reasonOf(reject, keys))
    // Eloqua took one row for both: it went in for both
    else if (twins.length > 1 && duplicate.has(reject.statusCode)) continue
    else
      for (const { id } of [exact.get(sent) ?? twins].flat())
        rejected.set(id, { id, result: 'rejected', ...reasonOf(reject, keys) })
  }
  return { rejected, unplaced: [...unplaced.values()], named: named.size }
}

function reasonOf(
  { statusCode, message }: Reject,
  { updatesOnly }: ImportKeys,
): Pick<Rejected, 'code' | 'message'> {
  if (updatesOnly === true && isGoneCode(statusCode)) return goneContact(statusCode)
  return { code: statusCode, message: message ?? 'rejected by Eloqua' }
}

function countValues(rejects: readonly Reject[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { invalidFields } of rejects)
    for (const field of invalidFields.length === 0 ? [unnamedField] : invalidFields)
      counts[field] = (counts[field] ?? 0) + 1
  return counts
}

/**
 * Whether all rows are counted or named by a reject. Where rows are missing it is open whether Eloqua counts the rejected ones among
 * its rows: then those that it created and updated must make up for the others, where it says how many they are.
 */
function isCounted(verdict: SyncVerdict, sent: number, named: number): boolean {
  const counted = rowsCounted(verdict)
  if (counted >= sent) return true
  return counted + named >= sent && rowsStored(verdict) + named >= sent
}

/** Infinite where the logs do not say. */
function rowsStored({ counts }: SyncVerdict): number {
  const known = storedCounters.flatMap((code) => counts[code] ?? [])
  return known.length === 0 ? Number.POSITIVE_INFINITY : known.reduce((sum, count) => sum + count, 0)
}

/**
 * Rows processed or, where the logs do not say that, staged: a row may be lost in between. Infinite where they say neither; a sync that
 * found no data counts none, and may not say so.
 */
function rowsCounted({ counts, empty }: SyncVerdict): number {
  const { [rowsProcessed]: processed, [rowsStaged]: staged } = counts
  return empty ? 0 : (processed ?? staged ?? Number.POSITIVE_INFINITY)
}
