import type { Logger } from 'pino'
import type { RunOutcome } from './run-outcome.ts'

/** What can end a run from outside its work. */
export interface Interruptions {
  /** Aborted by SIGTERM, SIGINT or SIGHUP. */
  readonly signal: AbortSignal
  /** Settles when the work must not be waited for any longer: an exception that nobody caught, or the grace period is over. */
  readonly cutOff: Promise<RunOutcome>
  /** Where signals and exceptions are logged from now on. */
  logTo(log: Logger): void
  /** How long the work may take to end after a signal, from now on. */
  allow(graceMs: number): void
  /** The work has ended: the grace period with it. */
  workEnded(): void
}

/** Listens for signals and for exceptions that nobody catches, for good. */
export function listenForInterruptions(): Interruptions {
  const stopping = new AbortController()
  const { promise: cutOff, resolve } = Promise.withResolvers<RunOutcome>()
  let graceMs = 5_000
  let logger: Logger | undefined
  let grace: NodeJS.Timeout | undefined
  let ended = false
  const stop = (name: NodeJS.Signals) => {
    if (ended) return
    if (stopping.signal.aborted) {
      // a person pressing ^C twice means it
      if (name === 'SIGINT') resolve({ result: 'stopped', cutOff: true })
      return
    }
    logger?.info({ signal: name, graceMs }, 'stopping')
    grace = setTimeout(() => resolve({ result: 'stopped', cutOff: true }), graceMs)
    stopping.abort(new Error(`stopped by ${name}`))
  }
  for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(name, stop)
  const crash = (what: string) => (error: unknown) => {
    process.exitCode = 1
    if (logger === undefined) console.error(error)
    else logger.error({ err: error }, what)
    resolve({ result: 'unexpected', error, cutOff: true })
  }
  process.on('uncaughtException', crash('uncaught exception'))
  process.on('unhandledRejection', crash('unhandled rejection'))
  return {
    signal: stopping.signal,
    cutOff,
    logTo(log) {
      logger = log
    },
    allow(nextGraceMs) {
      graceMs = nextGraceMs
    },
    workEnded() {
      ended = true
      clearTimeout(grace)
    },
  }
}
