import type { Washer, WashFailure, WashResult } from '@dwmops/core'
import { InputError, type ReadRecord } from '@dwmops/record-files'
import type { RejectFile } from './reject-file.ts'
import type { WashProgress } from './wash-progress.ts'
import type { WashReport } from './wash-report.ts'
import { MissingColumnError, type WashedText } from './washed-text.ts'

/** What became of the records so far. */
export interface Tally {
  records: number
  changed: number
  failed: number
  /** Why the input could not be read to its end. */
  broken?: InputError
}

export interface WashRecordsOptions {
  readonly text: WashedText
  /** Seconds for all histories; now when undefined. */
  readonly timestamp?: number | undefined
  readonly rejects?: RejectFile | undefined
  readonly report?: WashReport | undefined
  readonly progress: WashProgress
  /** Hears why a record failed that is not in the output. */
  readonly onFailure: (line: number, error: WashFailure) => void
}

/**
 * The text of washed records, in pieces, keeping the tally. What was read before the input broke off is washed all
 * the same; why it broke off is in the tally then.
 */
export async function* washRecords(
  source: AsyncIterable<readonly ReadRecord[]>,
  washer: Washer,
  options: WashRecordsOptions,
  tally: Tally,
): AsyncGenerator<string> {
  const { text, progress } = options
  let pending = text.begin()
  try {
    for await (const batch of source) {
      for (const read of batch) {
        pending += washOne(washer, read, options, tally)
        if (pending.length < writtenAtOnce) continue
        yield pending
        pending = ''
        progress.at(tally.records)
      }
    }
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    tally.broken = error
  }
  progress.end()
  yield pending
}

/** Characters that are written at once: enough that writing costs little, few enough that memory stays small. */
const writtenAtOnce = 1 << 16

function washOne(washer: Washer, read: ReadRecord, options: WashRecordsOptions, tally: Tally): string {
  const result = wash(washer, read, options.timestamp ?? Date.now() / 1000)
  tally.records += 1
  if (!result.ok) return fail(read, result.error, options, tally)
  try {
    const written = options.text.washed(result)
    if (result.changed) tally.changed += 1
    options.report?.add(result.changes)
    return written
  } catch (error) {
    if (!(error instanceof MissingColumnError)) throw error
    return fail(read, { ...unreadable, reason: error.message }, options, tally)
  }
}

function fail(
  read: ReadRecord,
  error: WashFailure,
  { text, rejects, onFailure }: WashRecordsOptions,
  tally: Tally,
): string {
  tally.failed += 1
  rejects?.add(read, error)
  const written = text.failed(read, error)
  if (written === '') onFailure(read.line, error)
  return written
}

function wash(washer: Washer, { record, fault }: ReadRecord, timestamp: number): WashResult {
  if (fault === undefined) return washer.wash(record as Record<string, unknown>, timestamp)
  return { ok: false, error: { ...unreadable, reason: fault } }
}

const unreadable: Omit<WashFailure, 'reason'> = {
  code: 'NOT_A_RECORD',
  id: undefined,
  field: undefined,
  rule: undefined,
}
