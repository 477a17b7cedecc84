export { type ConnectOptions, connect } from './connect.ts'
export { durable } from './durable.ts'
export { ensureIndexes, type IndexWait, type NamedIndex } from './ensure-indexes.ts'
export { refusalCodes, transientCodes } from './error-codes.ts'
export { MongodbUnavailableError, MongodbUrlError } from './errors.ts'
export { insertNew } from './insert-new.ts'
export { isMongodbUnavailable, type Judgement, judgeError } from './judge-error.ts'
export {
  type FailedAttempts,
  type RetryTransient,
  retryTransient,
  retryTransientWith,
} from './retry-transient.ts'
export { retrying } from './retrying.ts'
export { overriddenOptions } from './url-options.ts'
