import type { RetryLimits } from './wire.ts'

/**
 * What came of one try. `not-sent`: the request certainly never reached Eloqua; `timeout` and `lost`: nobody knows.
 */
export type TryResult =
  | { status: number; retryAfterMs?: number | undefined }
  | { fault: 'not-sent' | 'timeout' | 'lost' }

/** What to do next. `outcome: 'unknown'`: it may have happened all the same. */
export type Decision =
  | { next: 'done' }
  | { next: 'again'; waitMs: number }
  | { next: 'login' }
  | { next: 'fail'; outcome: 'known' | 'unknown' }

export type TryState = {
  /** 1 for the first */
  attempt: number
  /** doing it twice is harmless */
  repeatable: boolean
  limits: RetryLimits
  /** a new login was tried for this request already, or none can be had */
  loginUsed: boolean
  /** 0..1 */
  random: number
}

/** The rules of trying again; pure. 429 is always tried again, as Eloqua did nothing; the rest when that is harmless. */
export function decide(result: TryResult, state: TryState): Decision {
  if ('status' in result && result.status >= 200 && result.status < 300) return { next: 'done' }
  if (needsLogin(result)) return state.loginUsed ? { next: 'fail', outcome: 'known' } : { next: 'login' }
  const kind = kindOf(result)
  if (kind === 'refused') return { next: 'fail', outcome: 'known' }
  if (kind === 'unclear' && !state.repeatable) return { next: 'fail', outcome: 'unknown' }
  if (state.attempt >= state.limits.attempts) return { next: 'fail', outcome: 'known' }
  return { next: 'again', waitMs: waitBefore(result, state) }
}

/** Half of the doubled wait for sure and half by chance; what the server asks for is kept up to the longest wait. */
export function backoffMs(attempt: number, limits: RetryLimits, random: number): number {
  const ceiling = Math.min(limits.maxWaitMs, limits.firstWaitMs * 2 ** (attempt - 1))
  return Math.round(ceiling * (0.5 + random / 2))
}

function waitBefore(result: TryResult, { attempt, limits, random }: TryState): number {
  const asked = 'status' in result ? (result.retryAfterMs ?? 0) : 0
  return Math.max(Math.min(asked, limits.maxWaitMs), backoffMs(attempt, limits, random))
}

/** An instance that moved to another pod answers 401, some old pods a redirect to the login page. */
function needsLogin(result: TryResult): boolean {
  return 'status' in result && (result.status === 401 || (result.status >= 300 && result.status < 400))
}

function kindOf(result: TryResult): 'not-done' | 'unclear' | 'refused' {
  if ('fault' in result) return result.fault === 'not-sent' ? 'not-done' : 'unclear'
  if (result.status === 429) return 'not-done'
  return result.status >= 500 || result.status === 408 ? 'unclear' : 'refused'
}
