import { mayBeTheRecords } from '@dwmops/job-runner'

/**
 * Whether an error that ended the work on a claim counts as an attempt of its records. Neither a stop nor an outage does, so that they
 * bury nobody; whatever else may be the records' own doing does, so that nothing is tried for ever.
 */
export function countsAttempt(error: unknown, abortSignal: AbortSignal): boolean {
  return !abortSignal.aborted && mayBeTheRecords(error)
}
