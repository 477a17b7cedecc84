import type { Washer, WashFailure, WashResult } from '@dwmops/core'
import { InputError } from '../files/input-error.ts'
import type { ReadRecord } from '../files/read-record.ts'
import type { RecordFormat } from '../files/record-source.ts'
import { recordText } from '../files/record-text.ts'

/** What became of the records so far. */
export interface Tally {
  records: number
  changed: number
  failed: number
  /** Why the input could not be read to its end. */
  broken?: InputError
}

export interface RecordOptions {
  readonly history: boolean
  readonly to: RecordFormat
  /** Seconds for all histories; now when undefined. */
  readonly timestamp?: number | undefined
}

/**
 * The text of washed records, in pieces, keeping the tally. What was read before the input broke off is washed all
 * the same; why it broke off is in the tally then.
 */
export async function* washRecords(
  source: AsyncIterable<readonly ReadRecord[]>,
  washer: Washer,
  { history, to, timestamp }: RecordOptions,
  tally: Tally,
): AsyncGenerator<string> {
  const textOf = recordText(to)
  let pending = ''
  try {
    for await (const batch of source) {
      for (const read of batch) {
        const result = wash(washer, read, timestamp ?? Date.now() / 1000)
        count(result, tally)
        if (result.ok)
          pending += textOf(history ? { record: result.record, history: result.history } : result.record)
        else if (to === 'jsonl') pending += textOf({ error: { ...result.error, line: read.line } })
        else process.stderr.write(`line ${read.line}: ${result.error.code}: ${result.error.reason}\n`)
        if (pending.length < writtenAtOnce) continue
        yield pending
        pending = ''
      }
    }
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    tally.broken = error
  }
  yield pending
}

/** Characters that are written at once: enough that writing costs little, few enough that memory stays small. */
const writtenAtOnce = 1 << 16

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

function count(result: WashResult, tally: Tally): void {
  tally.records += 1
  if (!result.ok) tally.failed += 1
  else if (result.changed) tally.changed += 1
}
