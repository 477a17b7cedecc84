import { EloquaSyncFailedError, EloquaValidationError, meaningOf } from '@dwmops/eloqua-client'

/** What Eloqua refuses as a whole, and would refuse again: a definition or its rows, or a sync by the codes of its logs. */
export type Refusal = EloquaValidationError | EloquaSyncFailedError

export function isRefusal(error: unknown): error is Refusal {
  if (error instanceof EloquaSyncFailedError) return error.statusCodes.some(isFatal)
  return error instanceof EloquaValidationError && /\/imports(\/|$)/.test(error.path ?? '')
}

function isFatal(code: string): boolean {
  return meaningOf(code) === 'fatal'
}
