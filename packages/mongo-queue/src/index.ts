export type { AddOptions, AddResult } from './add.ts'
export type { BatchCounts } from './batch.ts'
export type { Claim } from './claim.ts'
export { type ClaimsAheadOptions, claimsAhead } from './claims-ahead.ts'
export type { DeadLetterFilter } from './dead-letter-filter.ts'
export type { DeadLetter, DeadLetterCount, DeadLetterPage } from './dead-letters.ts'
export type { Entry } from './entry.ts'
export {
  errorCodes,
  LeaseLostError,
  QueueError,
  type QueueErrorCode,
  QueueUnavailableError,
  UnknownOutcomeError,
} from './errors.ts'
export type { Freed } from './free-items.ts'
export type { FrequentValue } from './frequent-values.ts'
export { generationName } from './generation-name.ts'
export type { BatchRef, Item, ItemState, LastError, Payload, Reason } from './item.ts'
export { keyHex, keyId } from './key-id.ts'
export type { ClaimListing } from './list-claims.ts'
export type { Outcome } from './outcome.ts'
export type { Place } from './places.ts'
export { openQueue, type Queue, type QueueOptions } from './queue.ts'
export type { QueueDepths } from './queue-depths.ts'
export type { QueueStats } from './queue-stats.ts'
export type { QueuedItem } from './read-items.ts'
export type { Rescued, RescuedOfQueue } from './rescue.ts'
export type { Settled } from './settle.ts'
export type { SettleOptions } from './settle-dead-letters.ts'
export type { Shown } from './show.ts'
