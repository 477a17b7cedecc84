export { type ConnectOptions, connect } from './connection/connect.ts'
export { durable } from './connection/durable.ts'
export { databaseNow } from './database-now.ts'
export { MongodbUnavailableError, MongodbUrlError } from './errors.ts'
export { ensureIndexes, type IndexWait, type NamedIndex } from './indexes/ensure-indexes.ts'
export { insertNew } from './insert-new.ts'
export { isMongodbUnavailable, type Judgment } from './retries/judge-error.ts'
export {
  type FailedAttempts,
  type RetryTransient,
  retryTransient,
  retryTransientWith,
} from './retries/retry-transient.ts'
export { retrying } from './retries/retrying.ts'
