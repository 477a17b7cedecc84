import type { IndexWait } from '@dwmops/mongo'
import type { Db } from 'mongodb'
import { type AddOptions, type AddResult, add } from './add/add.ts'
import type { Entry } from './add/entry.ts'
import { adopt } from './claim/adopt.ts'
import type { Claim } from './claim/claim.ts'
import { HeldClaim } from './claim/held-claim.ts'
import { ReadAhead } from './claim/read-ahead.ts'
import { type Rescued, releaseClaim, rescue } from './claim/rescue.ts'
import { type Held, startClaim } from './claim/start-claim.ts'
import type { DeadLetterFilter } from './dead-letters/dead-letter-filter.ts'
import { redriveCorrected, type SeenLetter } from './dead-letters/redrive-corrected.ts'
import { discard, redrive, type SettleOptions } from './dead-letters/settle-dead-letters.ts'
import { type ErasedItem, eraseItem } from './erase-item.ts'
import { ensureIndexes } from './indexes.ts'
import type { Payload } from './item/item.ts'
import { QueueReader } from './read/queue-reader.ts'
import type { QueueStats } from './read/queue-stats.ts'
import { measure } from './read/stats.ts'
import { type Store, storeIn, storeNow } from './store.ts'

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
  /**
   * Paths within payloads that claims read, as in `emailAddress`; the whole payload unless given. For work that looks at little of a
   * record and moves it on as it is: a payload that is settled takes the place of the whole one.
   */
  payloadPaths?: readonly string[]
}

/** Opens the queues of a database. Does nothing by itself until called; owns no connection. */
export function openQueue(db: Db, options: QueueOptions): Queue {
  return new Queue(storeIn(db), options)
}

/** {@link openQueue} over a store of one's own: the simulation puts its scheduler there. */
export function openQueueOn(store: Store, options: QueueOptions): Queue {
  return new Queue(store, options)
}

const defaults = {
  leaseMs: 300_000,
  maxAttempts: 10,
  retentionMs: 7 * 24 * 3_600_000,
  maxSyncHoldMs: 6 * 3_600_000,
  readAhead: 10,
}

/**
 * Queues over one MongoDB database. Every method throws {@link QueueUnavailableError} when the database does not answer
 * after its tries, and is harmless to repeat.
 */
export class Queue extends QueueReader {
  readonly #store: Store
  readonly #options: Required<Omit<QueueOptions, 'payloadPaths'>> & Pick<QueueOptions, 'payloadPaths'>
  readonly #readAheads = new Map<string, ReadAhead>()

  constructor(store: Store, options: QueueOptions) {
    super(store)
    this.#store = store
    this.#options = { ...defaults, ...options }
  }

  /** Makes collections' indexes; idempotent, to be called at start by every stage. */
  ensureIndexes(wait: IndexWait = {}): Promise<void> {
    return ensureIndexes(this.#store, wait)
  }

  /** Puts entries into a queue, newest export of a key winning. Of entries with the same key the last one counts. */
  add(queue: string, entries: readonly Entry[], options: AddOptions = {}): Promise<AddResult> {
    return add(this.#store, queue, entries, options)
  }

  /** Leases up to n ready items, by priority and then age, approximately; undefined when none is ready. Fewer than n is normal. */
  async claim<P extends Payload = Payload>(queue: string, n: number): Promise<Claim<P> | undefined> {
    return this.#hold(await startClaim(this.#store, this.#readAhead(queue), this.#options, { queue, n }))
  }

  /** Takes over a dead run's claim that has a sync, under a new token; undefined when there is none. */
  async adopt<P extends Payload = Payload>(queue: string): Promise<Claim<P> | undefined> {
    return this.#hold(await adopt(this.#store, this.#options, queue))
  }

  /** Frees what is held past its lease, buries what has used up its attempts. For any number of callers at once. */
  rescue(): Promise<Rescued> {
    return rescue(this.#store, this.#options)
  }

  /** Counts all queues (and those named, though empty) and writes the snapshot that readStats() and batches() return. */
  measure(queues: readonly string[] = []): Promise<QueueStats[]> {
    return measure(this.#store, queues)
  }

  /** Sends dead letters back to their queue with fresh attempts, a thousand a command; returns how many. */
  redrive(filter: DeadLetterFilter, options: SettleOptions = {}): Promise<number> {
    return redrive(this.#store, filter, options)
  }

  /** Sends one dead letter back with another payload, unless it is no longer what was seen: then false. */
  redriveCorrected(id: string, seen: SeenLetter, payload: Payload, by?: string): Promise<boolean> {
    return redriveCorrected(this.#store, id, seen, payload, by)
  }

  /** Ends dead letters: done, readable for the retention time, with their reason; returns how many. */
  discard(filter: DeadLetterFilter, options: SettleOptions = {}): Promise<number> {
    return discard(this.#store, filter, this.#options.retentionMs, options)
  }

  /** Discards what has been dead for longer than that, on the word of a person who has set it; returns how many. */
  async discardOlderThan(ageMs: number, options: SettleOptions = {}): Promise<number> {
    const now = await storeNow(this.#store)
    return this.discard({ before: new Date(now.getTime() - ageMs) }, options)
  }

  /** A person's word that a claim is dead: takes it away at once, sync or not; returns items freed, undefined when there is no such claim. */
  release(token: string, by?: string): Promise<number | undefined> {
    return releaseClaim(this.#store, token, { maxAttempts: this.#options.maxAttempts, by })
  }

  /** Deletes an item, by id, unless a claim holds it or it was exported after that time by none of these batches. */
  erase(id: string, exportedBefore: Date, batches: readonly string[] = []): Promise<ErasedItem> {
    return eraseItem(this.#store, id, { exportedBefore, batches })
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
