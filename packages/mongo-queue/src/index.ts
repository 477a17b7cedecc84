export type { AddOptions, AddResult } from './add/add.ts'
export type { Entry } from './add/entry.ts'
export type { Claim } from './claim/claim.ts'
export { type ClaimsAheadOptions, claimsAhead } from './claim/claims-ahead.ts'
export type { Freed } from './claim/free-items.ts'
export type { Rescued, RescuedOfQueue } from './claim/rescue.ts'
export type { DeadLetterFilter } from './dead-letters/dead-letter-filter.ts'
export type {
  DeadLetter,
  DeadLetterBound,
  DeadLetterCount,
  DeadLetterPage,
} from './dead-letters/dead-letters.ts'
export type { SeenLetter } from './dead-letters/redrive-corrected.ts'
export type { SettleOptions } from './dead-letters/settle-dead-letters.ts'
export type { ErasedItem } from './erase-item.ts'
export {
  LeaseLostError,
  type QueueErrorCode,
  QueueUnavailableError,
} from './errors.ts'
export { generationName } from './item/generation-name.ts'
export type { BatchRef, Item, ItemState, LastError, Payload, Reason } from './item/item.ts'
export { keyHex, keyId } from './item/key-id.ts'
export { openQueue, type Queue, type QueueOptions } from './queue.ts'
export type { BatchCounts } from './read/batch.ts'
export type { FrequentValue } from './read/frequent-values.ts'
export type { ClaimListing } from './read/list-claims.ts'
export type { Place } from './read/places.ts'
export type { QueueDepths } from './read/queue-depths.ts'
export { openQueueReader, type QueueReader } from './read/queue-reader.ts'
export type { QueueStats } from './read/queue-stats.ts'
export type { QueuedItem } from './read/read-items.ts'
export type { Shown } from './read/show.ts'
export type { Outcome } from './settle/outcome.ts'
export type { Settled } from './settle/settle.ts'
