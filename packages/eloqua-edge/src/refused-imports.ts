import { EloquaSyncFailedError, EloquaValidationError, meaningOf } from '@dwmops/eloqua-client'
import type { ImportFate } from './import-fates.ts'

/** What Eloqua refuses as a whole, and would refuse again: a definition or its rows, or a sync by the codes of its logs. */
export type Refusal = EloquaValidationError | EloquaSyncFailedError

export function isRefusal(error: unknown): error is Refusal {
  if (error instanceof EloquaSyncFailedError) return error.statusCodes.some(isFatal)
  return error instanceof EloquaValidationError && /\/imports(\/|$)/.test(error.path ?? '')
}

/** Rejects records that no sync has carried, by the words of the refusal. */
export function refusedBy({ code, message }: Refusal, ids: readonly string[]): ImportFate[] {
  return ids.map((id) => ({ id, fate: 'rejected', code, message }))
}

/** Rejects those whose import was refused; all other fates stay. */
export function refusedRejected(fates: readonly ImportFate[]): ImportFate[] {
  return fates.map((one) => {
    if (one.fate !== 'again' || one.refusedAs === undefined) return one
    return { id: one.id, fate: 'rejected', code: one.refusedAs, message: one.message }
  })
}

function isFatal(code: string): boolean {
  return meaningOf(code) === 'fatal'
}
