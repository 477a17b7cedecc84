import { setTimeout as delay } from 'node:timers/promises'
import { EloquaTimeoutError } from '../errors.ts'
import type { CallOptions } from '../metadata/metadata.ts'

/** How long a call may go on: until its signals say stop or its deadline has come. */
export type Bounds = {
  readonly signal: AbortSignal | undefined
  readonly deadlineAt: number
  remainingMs(): number
  /** Throws the signal's reason, or EloquaTimeoutError past the deadline. */
  check(what: string): void
  /** Waits; throws the signal's reason when aborted, EloquaTimeoutError at the deadline. */
  sleep(ms: number, what: string): Promise<void>
}

/** The tighter of two sets of bounds. */
export function joinBounds(outer: CallOptions, inner: CallOptions = {}): Bounds {
  const signals = [outer.signal, inner.signal].filter((signal) => signal !== undefined)
  const signal = signals.length > 1 ? AbortSignal.any(signals) : signals[0]
  const deadlineAt = Math.min(
    outer.deadlineAt ?? Number.POSITIVE_INFINITY,
    inner.deadlineAt ?? Number.POSITIVE_INFINITY,
  )
  const bounds: Bounds = {
    signal,
    deadlineAt,
    remainingMs: () => deadlineAt - Date.now(),
    check(what) {
      signal?.throwIfAborted()
      if (bounds.remainingMs() <= 0) throw deadlinePassed(what)
    },
    async sleep(ms, what) {
      bounds.check(what)
      const cut = Math.min(ms, bounds.remainingMs())
      await delay(cut, undefined, signal ? { signal } : {}).catch(() => signal?.throwIfAborted())
      if (cut < ms) throw deadlinePassed(what)
    },
  }
  return bounds
}

function deadlinePassed(what: string): EloquaTimeoutError {
  return new EloquaTimeoutError(
    `${what}: the time limit of the run is reached; the next run goes on`,
    {},
    true,
  )
}
