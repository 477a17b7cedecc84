import type { IndexWait } from '@dwmops/mongo'
import type { Db } from 'mongodb'
import { type AddOptions, type AddResult, add } from './add.ts'
import { adopt } from './adopt.ts'
import type { BatchCounts } from './batch.ts'
import { listBatches } from './batches.ts'
import type { Claim } from './claim.ts'
import type { DeadLetterFilter } from './dead-letter-filter.ts'
import {
  countDeadLetters,
  type DeadLetterCount,
  type DeadLetterPage,
  listDeadLetters,
} from './dead-letters.ts'
import { readDepths } from './depths.ts'
import type { Entry } from './entry.ts'
import { type FrequentValue, frequentValues } from './frequent-values.ts'
import { HeldClaim } from './held-claim.ts'
import { ensureIndexes } from './indexes.ts'
import type { ItemState, Payload } from './item.ts'
import { type ClaimListing, listClaims } from './list-claims.ts'
import { type Place, readPlaces } from './places.ts'
import type { QueueDepths } from './queue-depths.ts'
import type { QueueStats } from './queue-stats.ts'
import { ReadAhead } from './read-ahead.ts'
import { type QueuedItem, readItems, walkItems } from './read-items.ts'
import { type Rescued, releaseClaim, rescue } from './rescue.ts'
import { discard, redrive, type SettleOptions } from './settle-dead-letters.ts'
import { type Shown, show } from './show.ts'
import { type Held, startClaim } from './start-claim.ts'
import { measure, readStats } from './stats.ts'
import { databaseNow, type Store, storeIn } from './store.ts'

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
  ensureIndexes(wait?: IndexWait): Promise<void>
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
  /** How full the queues were since a time, oldest first: one point a minute for 14 days, thinned to at most `points` (300). */
  depths(since: Date, points?: number): Promise<QueueDepths[]>
  /** A page of dead letters; 100 unless limit says otherwise. */
  deadLetters(filter?: DeadLetterFilter, page?: { limit?: number; cursor?: string }): Promise<DeadLetterPage>
  /** Dead letters by queue and code of their reason, most first. */
  deadLetterCounts(): Promise<DeadLetterCount[]>
  /** Sends dead letters back to their queue with fresh attempts, a thousand a command; returns how many. */
  redrive(filter: DeadLetterFilter, options?: SettleOptions): Promise<number>
  /** Ends dead letters: done, readable for the retention time, with their reason; returns how many. */
  discard(filter: DeadLetterFilter, options?: SettleOptions): Promise<number>
  /** Discards what has been dead for longer than that, on the word of a person who has set it; returns how many. */
  discardOlderThan(ageMs: number, options?: SettleOptions): Promise<number>
  /** A person's word that a claim is dead: takes it away at once, sync or not; returns items freed, undefined when there is no such claim. */
  release(token: string): Promise<number | undefined>
  /** All that is known of the record with that key, or that item id. */
  show(keyOrId: string): Promise<Shown | undefined>
  /** Where records are, by item id; those that the queue does not know are left out. */
  places(ids: readonly string[]): Promise<Place[]>
  /** Records in some states (ready and held ones by default) with what they hold, a page (1,000) at a time. */
  walk(states?: readonly ItemState[], pageSize?: number): AsyncGenerator<QueuedItem[]>
  /** Records with what they hold, by item id; those that the queue does not know are left out. */
  items(ids: readonly string[]): Promise<QueuedItem[]>
  /**
   * The most frequent texts under a key of the payloads, most first, among some items (20,000) of any queue and state. The key is a word: it
   * becomes part of a command.
   */
  frequentValues(key: string, options: { limit: number; among?: number }): Promise<FrequentValue[]>
  /** Batches, newest first, at most `limit` (100). */
  batches(limit?: number): Promise<BatchCounts[]>
  /** All claims that are held, oldest first. */
  claims(): Promise<ClaimListing[]>
}

/** Opens the queues of a database. Does nothing by itself until called; owns no connection. */
export function openQueue(db: Db, options: QueueOptions): Queue {
  return new MongoQueue(storeIn(db), options)
}

/** {@link openQueue} over a store of one's own: the simulation puts its scheduler there. */
export function openQueueOn(store: Store, options: QueueOptions): Queue {
  return new MongoQueue(store, options)
}

const defaults = {
  leaseMs: 300_000,
  maxAttempts: 10,
  retentionMs: 7 * 24 * 3_600_000,
  maxSyncHoldMs: 6 * 3_600_000,
  readAhead: 10,
}

class MongoQueue implements Queue {
  readonly #store: Store
  readonly #options: Required<QueueOptions>
  readonly #readAheads = new Map<string, ReadAhead>()

  constructor(store: Store, options: QueueOptions) {
    this.#store = store
    this.#options = { ...defaults, ...options }
  }

  ensureIndexes(wait: IndexWait = {}): Promise<void> {
    return ensureIndexes(this.#store, wait)
  }

  add(queue: string, entries: readonly Entry[], options: AddOptions = {}): Promise<AddResult> {
    return add(this.#store, queue, entries, options)
  }

  async claim<P extends Payload>(queue: string, n: number): Promise<Claim<P> | undefined> {
    return this.#hold(await startClaim(this.#store, this.#readAhead(queue), this.#options, { queue, n }))
  }

  async adopt<P extends Payload>(queue: string): Promise<Claim<P> | undefined> {
    return this.#hold(await adopt(this.#store, this.#options, queue))
  }

  rescue(): Promise<Rescued> {
    return rescue(this.#store, this.#options)
  }

  measure(queues: readonly string[] = []): Promise<QueueStats[]> {
    return measure(this.#store, queues)
  }

  readStats(): Promise<QueueStats[]> {
    return readStats(this.#store)
  }

  depths(since: Date, points = 300): Promise<QueueDepths[]> {
    return readDepths(this.#store, since, points)
  }

  deadLetters(
    filter: DeadLetterFilter = {},
    page: { limit?: number; cursor?: string } = {},
  ): Promise<DeadLetterPage> {
    return listDeadLetters(this.#store, filter, page)
  }

  deadLetterCounts(): Promise<DeadLetterCount[]> {
    return countDeadLetters(this.#store)
  }

  redrive(filter: DeadLetterFilter, options: SettleOptions = {}): Promise<number> {
    return redrive(this.#store, filter, options)
  }

  discard(filter: DeadLetterFilter, options: SettleOptions = {}): Promise<number> {
    return discard(this.#store, filter, this.#options.retentionMs, options)
  }

  async discardOlderThan(ageMs: number, options: SettleOptions = {}): Promise<number> {
    const now = await databaseNow(this.#store)
    return this.discard({ before: new Date(now.getTime() - ageMs) }, options)
  }

  release(token: string): Promise<number | undefined> {
    return releaseClaim(this.#store, token, this.#options.maxAttempts)
  }

  show(keyOrId: string): Promise<Shown | undefined> {
    return show(this.#store, keyOrId)
  }

  places(ids: readonly string[]): Promise<Place[]> {
    return readPlaces(this.#store, ids)
  }

  walk(states: readonly ItemState[] = ['ready', 'claimed'], pageSize = 1_000): AsyncGenerator<QueuedItem[]> {
    return walkItems(this.#store, states, pageSize)
  }

  items(ids: readonly string[]): Promise<QueuedItem[]> {
    return readItems(this.#store, ids)
  }

  frequentValues(
    key: string,
    { limit, among = 20_000 }: { limit: number; among?: number },
  ): Promise<FrequentValue[]> {
    return frequentValues(this.#store, key, { limit, among })
  }

  batches(limit = 100): Promise<BatchCounts[]> {
    return listBatches(this.#store, limit)
  }

  claims(): Promise<ClaimListing[]> {
    return listClaims(this.#store)
  }

  #hold<P extends Payload>(held: Held | undefined): Claim<P> | undefined {
    return held === undefined ? undefined : new HeldClaim<P>(this.#store, held, this.#options)
  }

  #readAhead(queue: string): ReadAhead {
    const known = this.#readAheads.get(queue)
    if (known !== undefined) return known
    const made = new ReadAhead(this.#store, queue, this.#options.readAhead)
    this.#readAheads.set(queue, made)
    return made
  }
}
