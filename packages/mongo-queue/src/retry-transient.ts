import {
  MongoBulkWriteError,
  MongoNetworkError,
  MongoServerError,
  MongoServerSelectionError,
  MongoWriteConcernError,
} from 'mongodb'
import { QueueUnavailableError } from './errors.ts'

const maxAttempts = 5
const firstPauseMs = 100

/**
 * Codes after which the same command may well succeed: shutdown, failover and write conflicts of MongoDB
 * (https://github.com/mongodb/mongo/blob/master/src/mongo/base/error_codes.yml, read 2025-10); 1 is what FerretDB
 * answers while its PostgreSQL is away, 16908292 its deadlock.
 */
const passingCodes = new Set<unknown>([
  1, 6, 7, 64, 89, 91, 112, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436, 16908292,
])

/** Runs one command, again after a passing fault, up to 5 times with growing pauses. */
export type RetryTransient = <T>(doing: string, command: () => Promise<T>) => Promise<T>

/**
 * An {@link RetryTransient} that pauses by `sleep`. For commands whose guards make a repeat harmless: after a fault nobody
 * knows whether the command took effect. Throws QueueUnavailableError; an error that is not passing as it is.
 */
export function retryTransientWith(sleep: (ms: number) => Promise<unknown>): RetryTransient {
  return async (doing, command) => {
    for (let attempts = 1; ; attempts += 1) {
      try {
        return await command()
      } catch (error) {
        if (!isPassing(error)) throw error
        if (attempts >= maxAttempts) throw new QueueUnavailableError({ doing, attempts, cause: error })
        await sleep(firstPauseMs * 2 ** (attempts - 1) * (0.5 + Math.random()))
      }
    }
  }
}

function isPassing(error: unknown): boolean {
  if (error instanceof MongoBulkWriteError) return isPassingBulk(error)
  if (error instanceof MongoNetworkError || error instanceof MongoServerSelectionError) return true
  if (error instanceof MongoWriteConcernError) return true
  return error instanceof MongoServerError && passingCodes.has(error.code)
}

/** The driver wraps whatever ended a bulk write; single refused writes are listed, all others are in errorResponse. */
function isPassingBulk(error: MongoBulkWriteError): boolean {
  const refused = [error.writeErrors].flat()
  if (refused.length > 0) return refused.every(({ code }) => passingCodes.has(code))
  const inner: unknown = error.errorResponse
  return inner instanceof Error ? isPassing(inner) : passingCodes.has(error.code)
}
