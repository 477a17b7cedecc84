/** Every code that an error of this package can carry. */
export const errorCodes = ['QUEUE_LEASE_LOST', 'QUEUE_UNAVAILABLE', 'QUEUE_UNKNOWN_OUTCOME'] as const

/** A stable code of an error of this package. */
export type QueueErrorCode = (typeof errorCodes)[number]

/** Base of all errors that the queue throws by itself. */
export abstract class QueueError extends Error {
  abstract override readonly name: string
  abstract readonly code: QueueErrorCode
}

/**
 * The claim is no longer ours: its lease ran out and was taken, or could not be renewed in time.
 * Drop the work and write nothing; the records are with somebody else.
 */
export class LeaseLostError extends QueueError {
  override readonly name = 'LeaseLostError'
  readonly code = 'QUEUE_LEASE_LOST'
  readonly queue: string
  readonly token: string

  constructor(facts: { queue: string; token: string; because: string; cause?: unknown }) {
    super(
      `lost the lease of claim ${facts.token} on ${facts.queue}: ${facts.because}; drop the work, write nothing`,
      {
        cause: facts.cause,
      },
    )
    this.queue = facts.queue
    this.token = facts.token
  }
}

/** The database did not do what was asked, after all tries. What was asked may have happened; repeating it is harmless. */
export class QueueUnavailableError extends QueueError {
  override readonly name = 'QueueUnavailableError'
  readonly code = 'QUEUE_UNAVAILABLE'
  /** A later run may do better. */
  readonly retryable = true
  readonly doing: string
  readonly attempts: number

  constructor(facts: { doing: string; attempts: number; cause: unknown }) {
    const answer = facts.cause instanceof Error ? facts.cause.message : String(facts.cause)
    super(
      `could not ${facts.doing} in ${facts.attempts} attempts: ${answer}; run it again when the database is back`,
      {
        cause: facts.cause,
      },
    )
    this.doing = facts.doing
    this.attempts = facts.attempts
  }
}

/** A settle named an item that its claim does not hold, or one item twice. Nothing was written. */
export class UnknownOutcomeError extends QueueError {
  override readonly name = 'UnknownOutcomeError'
  readonly code = 'QUEUE_UNKNOWN_OUTCOME'
  readonly ids: readonly string[]

  constructor(token: string, ids: readonly string[]) {
    super(
      `settle of claim ${token} names ${ids.length} items that it does not hold, or names them twice: ${ids.slice(0, 5).join(', ')}`,
    )
    this.ids = ids
  }
}
