import type { Db } from 'mongodb'
import type { AddOptions, AddResult, Entry } from './add.ts'
import type { BatchCounts } from './batches.ts'
import type { Claim } from './claim.ts'
import type { DeadLetterFilter, DeadLetterPage } from './dead-letters.ts'
import type { Payload } from './item.ts'
import type { ClaimListing } from './list-claims.ts'
import type { Rescued } from './rescue.ts'
import type { Shown } from './show.ts'
import type { QueueStats } from './stats.ts'

/** Settings of {@link openQueue}. */
export interface QueueOptions {
  /** Who claims, for people: pod name and start time. */
  owner: string
  /** Which stage claims, for people. */
  stage: string
  /** How long a silent worker keeps what it holds; 300,000 ms unless given. */
  leaseMs?: number
  /** Claims of an item in one queue and pass before it is buried; 10 unless given. */
  maxAttempts?: number
  /** How long done items stay readable; 7 days unless given. */
  retentionMs?: number
  /** How long a dead run's claim with a sync waits for adoption; 6 hours unless given. */
  maxSyncHoldMs?: number
  /** For how many claims ids are read at once; 10 unless given (never more than 60,000 ids beyond one claim). */
  readAhead?: number
}

/**
 * Queues over one MongoDB database. Every method throws {@link QueueUnavailableError} when the database does not answer
 * after its tries, and is harmless to repeat.
 */
export interface Queue {
  /** Makes collections' indexes; idempotent, to be called at start by every stage. */
  ensureIndexes(): Promise<void>
  /** Puts entries into a queue, newest export of a key winning. Of entries with the same key the last one counts. */
  add(queue: string, entries: readonly Entry[], options?: AddOptions): Promise<AddResult>
  /** Leases up to n ready items, by priority and then age, approximately; undefined when none is ready. Fewer than n is normal. */
  claim<P extends Payload = Payload>(queue: string, n: number): Promise<Claim<P> | undefined>
  /** Takes over a dead run's claim that has a sync, under a new token; undefined when there is none. */
  adopt<P extends Payload = Payload>(queue: string): Promise<Claim<P> | undefined>
  /** Frees what is held past its lease, buries what has used up its attempts. For any number of callers at once. */
  rescue(): Promise<Rescued>
  /** Counts all queues (and those named, though empty) and writes the snapshot that readStats() and batches() return. */
  measure(queues?: readonly string[]): Promise<QueueStats[]>
  /** The last snapshot, at the cost of reading one small document a queue. */
  readStats(): Promise<QueueStats[]>
  /** A page of dead letters; 100 unless limit says otherwise. */
  deadLetters(filter?: DeadLetterFilter, page?: { limit?: number; cursor?: string }): Promise<DeadLetterPage>
  /** Sends dead letters back to their queue with fresh attempts; returns how many. */
  redrive(filter: DeadLetterFilter): Promise<number>
  /** Ends dead letters: done, readable for the retention time, with their reason; returns how many. */
  discard(filter: DeadLetterFilter): Promise<number>
  /** A person's word that a claim is dead: takes it away at once, sync or not; returns items freed, undefined when there is no such claim. */
  release(token: string): Promise<number | undefined>
  /** All that is known of the record with that key, or that item id. */
  show(keyOrId: string): Promise<Shown | undefined>
  /** Batches, newest first, at most `limit` (100). */
  batches(limit?: number): Promise<BatchCounts[]>
  /** All claims that are held, oldest first. */
  claims(): Promise<ClaimListing[]>
}

/** Opens the queues of a database. Does nothing by itself until called; owns no connection. */
export function openQueue(_db: Db, _options: QueueOptions): Queue {
  throw new Error('not yet')
}
