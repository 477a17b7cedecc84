import { setTimeout as pause } from 'node:timers/promises'
import { MongodbUnavailableError } from '../errors.ts'
import { judgeError } from './judge-error.ts'

const firstPauseMs = 100

/** Runs one command, again after a transient error, with growing pauses. `doing` goes on after "could not". */
export type RetryTransient = <T>(doing: string, command: () => Promise<T>) => Promise<T>

/** What was tried in vain. */
export interface FailedAttempts {
  readonly doing: string
  readonly attempts: number
  readonly cause: unknown
}

/** How a {@link RetryTransient} waits, and what it throws in the end. */
export interface Retrying {
  /** How often it is tried at most: 5. */
  readonly attempts?: number
  readonly sleep?: (ms: number) => Promise<unknown>
  readonly unavailable?: (facts: FailedAttempts) => Error
}

/**
 * For commands that do no harm when they are repeated: after a network error nobody knows whether the command took
 * effect. Throws MongodbUnavailableError after the last attempt; an error that is not transient as it is.
 */
export const retryTransient: RetryTransient = retryTransientWith()

/** A {@link retryTransient} with another pause or another last error. */
export function retryTransientWith({
  attempts: maxAttempts = 5,
  sleep = pause,
  unavailable = unavailableError,
}: Retrying = {}): RetryTransient {
  return async (doing, command) => {
    for (let attempts = 1; ; attempts += 1) {
      try {
        return await command()
      } catch (cause) {
        if (judgeError(cause) !== 'transient') throw cause
        if (attempts >= maxAttempts) throw unavailable({ doing, attempts, cause })
        await sleep(firstPauseMs * 2 ** (attempts - 1) * (0.5 + Math.random()))
      }
    }
  }
}

function unavailableError({ doing, attempts, cause }: FailedAttempts): Error {
  return new MongodbUnavailableError(`could not ${doing} in ${attempts} attempts`, { cause })
}
