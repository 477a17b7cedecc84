/** MongoDB could not be reached, or would not do what was asked of it now: a later try may succeed. `cause` is what the driver said. */
export class MongodbUnavailableError extends Error {
  override readonly name: string = 'MongodbUnavailableError'
  readonly code = 'MONGODB_UNAVAILABLE'
  readonly retryable = true
}

/** A connection string that a person must change: it cannot be parsed, or what it leads to is not what it says or not supported. */
export class MongodbUrlError extends Error {
  override readonly name = 'MongodbUrlError'
  readonly code = 'MONGODB_URL'
  /** What was expected instead, in words; never a part of the string that may hold a password. */
  readonly expected: string

  constructor(expected: string, cause?: unknown) {
    super(`wrong connection string: expected a ${expected}`, { cause })
    this.expected = expected
  }
}
