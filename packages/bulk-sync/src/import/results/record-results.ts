import { meaningOf } from '@dwmops/eloqua-client'
import type { SyncJournal } from '../../syncs/sync-journal.ts'
import type { EndedOutcome } from '../../syncs/sync-outcome.ts'
import type { ImportKeys, ImportRecord, RecordResult } from '../import-record.ts'
import { type Explanation, explainRejects } from './explain-rejects.ts'

export type { ImportKeys, ImportRecord, RecordResult } from '../import-record.ts'

/** The verdict on the records of one sync. */
export interface ImportVerdict {
  /** What is decided. */
  readonly results: readonly RecordResult[]
  /** Records of which neither counts nor rejects say what became of them: they are imported again, each half by itself. */
  readonly unknown?: { readonly records: readonly ImportRecord[]; readonly message: string }
  /** No record is to blame, and another sync would fare no better now. */
  readonly halt?: true
  /** Values that Eloqua refused in rows that went in, by field. */
  readonly rejectedValues?: Readonly<Record<string, number>>
}

/** What the ledger entry of an import remembers of its size: its claim may hold fewer, if the run died while it settled them. */
export interface RowsSent {
  readonly rowsSent: number
}

/** Judges each record of an ended import: by its rejects first, then by how many rows Eloqua counted. `isHalf`: of a split import. */
export async function importResults(
  journal: SyncJournal,
  outcome: EndedOutcome,
  { records, keys, isHalf }: { records: readonly ImportRecord[]; keys: ImportKeys; isHalf: boolean },
): Promise<ImportVerdict> {
  const { verdict, sync } = outcome
  const codes = verdict.codes.join(', ') || sync.status
  const sent = rowsSent(outcome, records)
  if (verdict.result === 'temporary' && !verdict.empty)
    return { results: sendAgain(records, `sync ended in a temporary error (${codes})`), halt: true }
  if (verdict.result === 'failed' && !verdict.empty) return failed(outcome, records, { codes, sent })
  const explained = await explainRejects(journal, outcome, { records, keys, sent })
  if (verdict.empty && explained.named === 0 && sent > 1 && !isHalf)
    return { results: sendAgain(records, `sync found no rows (${codes})`), halt: true }
  return judge(records, explained, { sent, codes })
}

/** Records that are to be imported another time, through no fault of theirs. */
export function sendAgain(records: readonly ImportRecord[], message: string): RecordResult[] {
  return records.map(({ id }) => ({ id, result: 'again', message }))
}

/** Records of which Eloqua says nothing: that is an attempt, so that the limit of attempts ends it. */
export function tryAgain(records: readonly ImportRecord[], message: string): RecordResult[] {
  return records.map(({ id }) => ({ id, result: 'again', message, countsAttempt: true }))
}

interface Facts {
  readonly codes: string
  readonly sent: number
}

function failed(
  { verdict, sync }: EndedOutcome,
  records: readonly ImportRecord[],
  { codes, sent }: Facts,
): ImportVerdict {
  const fatal = verdict.codes.find((code) => meaningOf(code) === 'fatal')
  if (fatal !== undefined) {
    const results = sendAgain(records, `Eloqua refuses the definition (${codes})`)
    return { results: results.map((one) => ({ ...one, refusedAs: fatal })), halt: true }
  }
  const message = `its import by itself failed (${codes})`
  if (sent > 1) return { results: [], unknown: { records, message: `its import failed (${codes})` } }
  const code = verdict.codes[0] ?? sync.status
  return { results: records.map(({ id }) => ({ id, result: 'rejected', code, message })) }
}

/** A row that was alone in its import is to blame for a reject that names none. */
function judge(
  records: readonly ImportRecord[],
  { rejected, unplaced, isAllExplained, counted, rejectedValues }: Explanation,
  { sent, codes }: Facts,
): ImportVerdict {
  const open = records.filter(({ id }) => !rejected.has(id))
  const results: RecordResult[] = [...rejected.values()]
  const [stray] = unplaced
  if (sent === 1 && stray !== undefined) {
    const { code, message } = stray
    return {
      results: [...results, ...open.map(({ id }) => ({ id, result: 'rejected' as const, code, message }))],
    }
  }
  if (isAllExplained) {
    results.push(...open.map(({ id }) => ({ id, result: 'accepted' as const })))
    return { results, rejectedValues }
  }
  const message = `Eloqua counted ${counted} of ${sent} rows and rejected ${rejected.size + unplaced.length} (${codes})`
  return { results, rejectedValues, unknown: { records: open, message } }
}

/** Older entries do not note it: then all of the records. */
function rowsSent({ entry }: EndedOutcome, records: readonly ImportRecord[]): number {
  const { rowsSent: sent }: Partial<Record<keyof RowsSent, unknown>> = entry.data ?? {}
  return typeof sent === 'number' ? sent : records.length
}
