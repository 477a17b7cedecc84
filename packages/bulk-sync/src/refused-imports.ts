import { EloquaSyncFailedError, EloquaValidationError, meaningOf } from '@dwmops/eloqua-client'
import type { RecordResult } from './record-results.ts'

/** What Eloqua refuses as a whole, and would refuse again: a definition or its rows, or a sync by the codes of its logs. */
export type Refusal = EloquaValidationError | EloquaSyncFailedError

export function isRefusal(error: unknown): error is Refusal {
  if (error instanceof EloquaSyncFailedError) return error.statusCodes.some(isFatal)
  return error instanceof EloquaValidationError && /\/imports(\/|$)/.test(error.path ?? '')
}

/** Rejects records that no sync has carried, by the words of the refusal. */
export function refusedBy({ code, message }: Refusal, ids: readonly string[]): RecordResult[] {
  return ids.map((id) => ({ id, result: 'rejected', code, message }))
}

/** Rejects those whose import was refused; all other results stay. */
export function refusedRejected(results: readonly RecordResult[]): RecordResult[] {
  return results.map((one) => {
    if (one.result !== 'again' || one.refusedAs === undefined) return one
    return { id: one.id, result: 'rejected', code: one.refusedAs, message: one.message }
  })
}

function isFatal(code: string): boolean {
  return meaningOf(code) === 'fatal'
}
