export type LocalMongoErrorCode =
  | 'LOCAL_MONGO_TOOL_MISSING'
  | 'LOCAL_MONGO_COMMAND_FAILED'
  | 'LOCAL_MONGO_NOT_READY'
  | 'LOCAL_MONGO_NOT_OURS'
  | 'LOCAL_MONGO_UNAVAILABLE'

/** What kept a local database from starting; `code` tells the cases apart, the message says what to do. */
export class LocalMongoError extends Error {
  override readonly name = 'LocalMongoError'
  readonly code: LocalMongoErrorCode

  constructor(code: LocalMongoErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
