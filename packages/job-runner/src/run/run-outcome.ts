import type { RunResult } from '@dwmops/fleet'
import { isMongodbUnavailable } from '@dwmops/mongo'
import { causesOf } from '../log/describe-error.ts'
import { SettingsError } from '../settings/settings-error.ts'
import type { RunCounts } from './stage-context.ts'

/** How a run ended, and what ended it. */
export interface RunOutcome {
  readonly result: RunResult
  readonly error?: unknown
  /** The work was left where it stood. */
  readonly cutOff?: true
}

/** Reason of the signal that says MAX_RUNTIME_SECONDS are over. */
export class RunDeadlineError extends Error {
  override readonly name = 'RunDeadlineError'
  readonly code = 'RUN_DEADLINE'
}

/** How a run ends whose work came to its end. */
export function outcomeOfWork(counts: RunCounts): RunOutcome {
  if (counts.failed > 0) return { result: 'partial' }
  return { result: counts.in === 0 && counts.out === 0 ? 'nothing to do' : 'done' }
}

/** How a run ends whose work threw. */
export function outcomeOfError(error: unknown, counts: RunCounts): RunOutcome {
  const causes = [...causesOf(error)]
  if (causes.some((one) => one instanceof RunDeadlineError)) return outcomeOfWork(counts)
  if (causes.some(needsOperator)) return { result: 'settings', error }
  const unavailable = causes.some((one) => isMongodbUnavailable(one) || isRetryable(one))
  return { result: unavailable ? 'unavailable' : 'unexpected', error }
}

/** Whether somebody has to change something before any later run can do better: a setting, or what it is about. */
function needsOperator(error: unknown): boolean {
  if (error instanceof SettingsError) return true
  return error instanceof Error && 'needsOperator' in error && error.needsOperator === true
}

/** Whether the class of an error says that a later run may do better although nobody has changed a setting. */
export function isRetryable(error: unknown): boolean {
  return error instanceof Error && 'retryable' in error && error.retryable === true
}

/**
 * Whether the records at work may be the cause of an error, so that their attempt counts: not of a stop, a time limit, a setting, or of
 * something that could not be reached.
 */
export function mayBeTheRecords(error: unknown): boolean {
  return outcomeOfError(error, { in: 0, out: 0, failed: 0 }).result === 'unexpected'
}
