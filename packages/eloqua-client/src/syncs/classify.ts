import { type CodeMeaning, meaningOf } from './status-codes.ts'
import { endOf } from './sync-reading.ts'
import type { SyncLog } from './sync-types.ts'

/**
 * What a sync's end means. `ok`: all rows are in; `some-rejected`: some may be rejected, read the rejects; `temporary`:
 * nothing is wrong with the rows, do all of it again later; `failed`: definition or data is wrong, or was left
 * unprocessed, or nobody knows: again in smaller parts, if at all.
 */
export type SyncVerdict = {
  result: 'ok' | 'some-rejected' | 'temporary' | 'failed'
  /** codes that report trouble, by severity, meaning, or as nobody knows them; sorted, each once */
  codes: readonly string[]
  /** codes that Oracle's list does not have */
  unknownCodes: readonly string[]
  /** sums of the logs' `count` by code */
  counts: Readonly<Record<string, number>>
  /** nothing was there to process: ELQ-00124, and no count of records says otherwise */
  empty: boolean
}

/** Records processed, exported, staged for an import, staged for sync actions. */
const processedCounters = ['ELQ-00001', 'ELQ-00102', 'ELQ-00130', 'ELQ-00140']

/** Judges a sync by the codes in its logs; its status decides only where they say nothing. */
export function classifySyncEnd(status: string, logs: readonly SyncLog[]): SyncVerdict {
  const troubled = logs.filter(isTrouble)
  const counts: Record<string, number> = {}
  for (const { statusCode, count } of logs) counts[statusCode] = (counts[statusCode] ?? 0) + count
  return {
    result: judge(status, troubled),
    codes: distinct(troubled),
    unknownCodes: distinct(logs.filter(({ statusCode }) => meaningOf(statusCode) === undefined)),
    counts,
    empty: Object.hasOwn(counts, 'ELQ-00124') && processedCounters.every((code) => !counts[code]),
  }
}

function judge(status: string, troubled: readonly SyncLog[]): SyncVerdict['result'] {
  const says = (meaning: CodeMeaning) => troubled.some(({ statusCode }) => meaningOf(statusCode) === meaning)
  if (says('fatal')) return 'failed'
  if (troubled.some(isTemporaryFailure)) return 'temporary'
  if (says('unprocessed')) return 'failed'
  const end = endOf(status)
  if (end === 'error' || end === undefined) return says('temporary') ? 'temporary' : 'failed'
  const harmless = troubled.every(({ statusCode }) => isHarmless(meaningOf(statusCode)))
  if (end === 'warning') return troubled.length > 0 && harmless ? 'ok' : 'some-rejected'
  return harmless ? 'ok' : 'some-rejected'
}

/** With less severity it means a try that was repeated. */
function isTemporaryFailure({ severity, statusCode }: SyncLog): boolean {
  return severity === 'error' && meaningOf(statusCode) === 'temporary'
}

/** Counters come with a count of 0 when there is nothing to report. */
function isTrouble({ severity, statusCode, count }: SyncLog): boolean {
  if (severity !== 'information') return true
  const meaning = meaningOf(statusCode)
  if (meaning === 'reject' || meaning === 'harmless-reject') return count > 0
  return meaning === 'fatal' || meaning === 'unprocessed'
}

/** In a sync that went well: ignored fields, and tries that succeeded later. The rest is worth a look at the rejects. */
function isHarmless(meaning: CodeMeaning | undefined): boolean {
  return meaning === 'warning' || meaning === 'progress' || meaning === 'temporary'
}

function distinct(logs: readonly SyncLog[]): string[] {
  return [...new Set(logs.map(({ statusCode }) => statusCode))].sort()
}
