import {
  MongoBulkWriteError,
  MongoError,
  MongoNetworkError,
  MongoServerError,
  MongoServerSelectionError,
  MongoWriteConcernError,
} from 'mongodb'
import { MongodbUnavailableError } from '../errors.ts'
import { duplicateKey } from '../insert-new.ts'
import { refusalCodes, transientCodes } from './error-codes.ts'

/**
 * What an error of the database means. `transient`: the same command may well succeed in a moment. `unavailable`: the
 * database does not serve us now, and repeating at once is no use. `unexpected`: anything else.
 */
export type Judgment = 'transient' | 'unavailable' | 'unexpected'

/** Labels by which a server or the driver says that a repeat is worth a try. */
const transientLabels = [
  'RetryableWriteError',
  'TransientTransactionError',
  'RetryableError',
  'SystemOverloadedError',
]

/** Errors of the driver itself, by name, as it exports no classes for some. */
const transientNames = new Set(['MongoWaitQueueTimeoutError'])
const unavailableNames = new Set([
  'MongoClientClosedError',
  'MongoNotConnectedError',
  'MongoOperationTimeoutError',
  'MongoPoolClosedError',
  'MongoServerClosedError',
  'MongoTopologyClosedError',
])

/** Judges an error by itself; the errors that caused it are for the caller to ask about. */
export function judgeError(error: unknown): Judgment {
  if (error instanceof MongodbUnavailableError) return 'unavailable'
  if (!(error instanceof MongoError)) return 'unexpected'
  if (error instanceof MongoBulkWriteError) return judgeBulk(error)
  if (error instanceof MongoNetworkError || error instanceof MongoServerSelectionError) return 'transient'
  if (transientNames.has(error.name)) return 'transient'
  if (unavailableNames.has(error.name)) return 'unavailable'
  return error instanceof MongoServerError ? judgeServer(error) : 'unexpected'
}

/** Whether the database could not be reached or would not serve us: the next run may do better. */
export function isMongodbUnavailable(error: unknown): boolean {
  return judgeError(error) !== 'unexpected'
}

function judgeServer(error: MongoServerError): Judgment {
  const judged = judgeCode(error.code)
  if (judged !== 'unexpected') return judged
  // whatever kept a majority from having the write, it may be over in a moment
  if (error instanceof MongoWriteConcernError) return 'transient'
  return transientLabels.some((label) => error.hasErrorLabel(label)) ? 'transient' : 'unexpected'
}

function judgeCode(code: unknown): Judgment {
  const number = Number(code)
  if (transientCodes.has(number)) return 'transient'
  return refusalCodes.has(number) ? 'unavailable' : 'unexpected'
}

/** The driver wraps whatever ended a bulk write; single refused writes are listed, all others are in `errorResponse`. */
function judgeBulk(error: MongoBulkWriteError): Judgment {
  const isDurable = error.result?.getWriteConcernError?.() === undefined
  // a repeat of what no majority has finds its own documents there
  const refused = [error.writeErrors].flat().filter(({ code }) => isDurable || code !== duplicateKey)
  if (refused.length > 0) return leastHopeful(refused.map(({ code }) => judgeCode(code)))
  if (!isDurable) return 'transient'
  const inner: unknown = error.errorResponse
  return inner instanceof MongoError ? judgeError(inner) : judgeServer(error)
}

function leastHopeful(judgments: readonly Judgment[]): Judgment {
  if (judgments.includes('unexpected')) return 'unexpected'
  return judgments.includes('unavailable') ? 'unavailable' : 'transient'
}
