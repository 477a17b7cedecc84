import { meaningOf, type Reject, type Row, type SyncVerdict } from '@dwmops/eloqua-client'
import type { SyncJournal } from './sync-journal.ts'
import type { EndedOutcome } from './sync-outcome.ts'

/** A record to import: its row holds every key of the definition. */
export interface ImportRecord {
  readonly id: string
  readonly row: Row
}

/**
 * What an import made of a record. `rejected`: for good, with Eloqua's code and words. `again`: nothing was
 * wrong with it; `refusedAs`: the code by which Eloqua refused its import as a whole, and would again.
 */
export type RecordResult =
  | { readonly id: string; readonly result: 'accepted' }
  | { readonly id: string; readonly result: 'rejected'; readonly code: string; readonly message: string }
  | { readonly id: string; readonly result: 'again'; readonly message: string; readonly refusedAs?: string }

/**
 * The verdict on the records of one sync: their results, or `split` where bad ones hide among good ones. `halt`: no record is to
 * blame, and another sync would fare no better now.
 */
export type ImportVerdict = { readonly results: readonly RecordResult[]; readonly halt?: true } | 'split'

/** What the ledger entry of an import remembers of its size: its claim may hold fewer, if the run died while it settled them. */
export interface RowsSent {
  readonly rowsSent: number
}

const duplicate = new Set(['ELQ-00011', 'ELQ-00026'])
/** Rows staged for an import, rows processed. */
const rowCounters = ['ELQ-00130', 'ELQ-00001']

/**
 * Judges each record of an ended import by the codes of its sync and its rejects, and by how many rows Eloqua counted: fewer than
 * it was sent, and some of them were lost on the way, whatever the status says.
 */
export async function importResults(
  journal: SyncJournal,
  outcome: EndedOutcome,
  records: readonly ImportRecord[],
  identifier: string,
): Promise<ImportVerdict> {
  const { verdict, sync } = outcome
  const codes = verdict.codes.join(', ') || sync.status
  if (verdict.empty) return { results: sendAgain(records, `sync found no rows (${codes})`), halt: true }
  const fatal = verdict.codes.find((code) => meaningOf(code) === 'fatal')
  const counted = rowsCounted(verdict)
  const sent = rowsSent(outcome, records)
  switch (verdict.result) {
    case 'ok':
    case 'some-rejected':
      if (counted < sent) return lostOrSplit(records, sent, `Eloqua counted ${counted} rows of its import`)
      if (verdict.result === 'ok') return { results: records.map(({ id }) => ({ id, result: 'accepted' })) }
      return withoutRejected(
        records,
        sent,
        await harmfulRejects(journal, sync.uri, counted > sent),
        identifier,
      )
    case 'temporary':
      return { results: sendAgain(records, `sync ended in a temporary error (${codes})`), halt: true }
    case 'failed':
      if (fatal !== undefined) {
        const results = sendAgain(records, `Eloqua refuses the definition (${codes})`)
        return { results: results.map((result) => ({ ...result, refusedAs: fatal })), halt: true }
      }
      return rejectedOrSplit(
        records,
        sent,
        verdict.codes[0] ?? sync.status,
        `its import by itself failed (${codes})`,
      )
  }
}

/** Records that are to be imported another time, through no fault of theirs. */
export function sendAgain(records: readonly ImportRecord[], message: string): RecordResult[] {
  return records.map(({ id }) => ({ id, result: 'again', message }))
}

/** Entries of before it was noted there do not tell: all of the records then. */
function rowsSent({ entry }: EndedOutcome, records: readonly ImportRecord[]): number {
  const { rowsSent: sent }: Partial<Record<keyof RowsSent, unknown>> = entry.data ?? {}
  return typeof sent === 'number' ? sent : records.length
}

/** Infinite where the logs do not say. */
function rowsCounted({ counts }: SyncVerdict): number {
  const known = rowCounters.flatMap((code) => counts[code] ?? [])
  return known.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...known)
}

/**
 * Rejects of records that did not go in. Where more rows came than there are records, a repeated upload staged some twice: a
 * duplicate among the rejects is one of those, and its twin went in.
 */
async function harmfulRejects(
  journal: SyncJournal,
  syncUri: string,
  stagedTwice: boolean,
): Promise<Reject[]> {
  const rejects: Reject[] = []
  for await (const reject of journal.eloqua.syncs.rejects(syncUri)) {
    if (reject.effect === 'harmless' || (stagedTwice && duplicate.has(reject.statusCode))) continue
    rejects.push(reject)
  }
  return rejects
}

/**
 * A reject that names none of the records may be of one that was settled before. Where there are more of those than that, it is
 * open which record it was: then each half is imported by itself.
 */
function withoutRejected(
  records: readonly ImportRecord[],
  sent: number,
  rejects: readonly Reject[],
  identifier: string,
): ImportVerdict {
  const byIdentifier = new Map(rejects.map((reject) => [plain(reject.values[identifier]), reject]))
  const results = records.map(({ id, row }): RecordResult => {
    const reject = byIdentifier.get(plain(row[identifier]))
    if (reject === undefined) return { id, result: 'accepted' }
    return {
      id,
      result: 'rejected',
      code: reject.statusCode,
      message: reject.message ?? 'rejected by Eloqua',
    }
  })
  const unplaced = byIdentifier.size - results.filter(({ result }) => result === 'rejected').length
  const [first] = rejects
  if (first === undefined || unplaced <= sent - records.length) return { results }
  return rejectedOrSplit(records, sent, first.statusCode, first.message ?? 'rejected by Eloqua')
}

/** A row that was alone in its import is to blame for what became of it. */
function rejectedOrSplit(
  records: readonly ImportRecord[],
  sent: number,
  code: string,
  message: string,
): ImportVerdict {
  if (sent > 1) return 'split'
  return { results: records.map(({ id }) => ({ id, result: 'rejected', code, message })) }
}

/** No record is to blame for rows that got lost. */
function lostOrSplit(records: readonly ImportRecord[], sent: number, message: string): ImportVerdict {
  return sent > 1 ? 'split' : { results: sendAgain(records, message), halt: true }
}

function plain(identifier = ''): string {
  return identifier.trim().toLowerCase()
}
