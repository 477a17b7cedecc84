import { MongoBulkWriteError, MongoWriteConcernError } from 'mongodb'

const timeout = { code: 64, errmsg: 'waiting for replication timed out' }

/** Whether a command of the trace writes: a majority that does not have it in time is an error. */
export function isWrite(command: string): boolean {
  return /^\w+\.(insert|update|delete|bulkWrite|findOneAnd)/.test(command)
}

/** What the driver throws when a write has happened, but no majority has it in time: bulk writes have a class of their own. */
export function writeConcernError(command: string): Error {
  if (/^\w+\.(insertMany|bulkWrite)/.test(command))
    return new MongoBulkWriteError({ message: timeout.errmsg, code: timeout.code }, {} as never)
  return new MongoWriteConcernError({ ok: 1, writeConcernError: timeout })
}
