import type { Item, Payload } from '../item/item.ts'
import type { Outcome } from '../settle/outcome.ts'
import type { Settled } from '../settle/settle.ts'
import type { Freed } from './free-items.ts'

/**
 * Items held by one worker, under one lease that renews itself every third of its length until every item is settled
 * or the claim is released. `await using` gives back whatever was not settled, or leaves it where
 * a sync carries it: an error after it was sent must not send it twice.
 */
export interface Claim<P extends Payload = Payload> extends AsyncDisposable {
  /** Names the claim; changes when it is adopted. */
  readonly token: string
  readonly queue: string
  /** Database time. */
  readonly claimedAt: Date
  /** The sync that carries these items, from {@link Claim.attachSync} or from the run that this claim was adopted from. */
  readonly syncId: string | undefined
  readonly items: readonly Item<P>[]
  /** Aborts with a {@link LeaseLostError} as soon as the lease is known to be lost. */
  readonly signal: AbortSignal
  /** Moves the lease's end on now, besides the renewals by itself. Throws LeaseLostError, QueueUnavailableError. */
  renew(): Promise<void>
  /**
   * Writes down which sync carries these items, before it is sent: from then on a dead run's claim waits to be adopted
   * and is not given out again (for at most 6 hours). Throws LeaseLostError, QueueUnavailableError.
   */
  attachSync(syncId: string): Promise<void>
  /**
   * Takes the sync off again: it is known not to have happened. Throws LeaseLostError, QueueUnavailableError.
   */
  detachSync(): Promise<void>
  /**
   * Writes the outcomes of some or all items, each guarded by id and token. Safe to repeat after any error. The claim
   * ends with its last item. Throws UnknownOutcomeError (before writing), QueueUnavailableError.
   */
  settle(outcomes: Iterable<Outcome>): Promise<Settled>
  /**
   * Ends the lease at once and leaves the items with their sync, for the next run to adopt. Without a sync it releases.
   * Throws QueueUnavailableError.
   */
  abandon(): Promise<Freed>
  /**
   * Gives back what is not settled and ends the claim; harmless when it has ended. The attempt counts unless
   * `countAttempt` is false; what has used up its attempts is a dead letter then. Throws QueueUnavailableError.
   */
  release(options?: { countAttempt?: boolean }): Promise<Freed>
}
