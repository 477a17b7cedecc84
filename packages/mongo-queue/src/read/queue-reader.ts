import type { Db } from 'mongodb'
import { listBatches } from '../add/batches.ts'
import type { DeadLetterFilter } from '../dead-letters/dead-letter-filter.ts'
import {
  boundDeadLetters,
  countDeadLetters,
  type DeadLetterBound,
  type DeadLetterCount,
  type DeadLetterPage,
  listDeadLetters,
} from '../dead-letters/dead-letters.ts'
import { type Store, storeIn } from '../store.ts'
import type { BatchCounts } from './batch.ts'
import { readDepths } from './depths.ts'
import { type FrequentValue, frequentValues } from './frequent-values.ts'
import { type ClaimListing, listClaims } from './list-claims.ts'
import { type Place, readPlaces } from './places.ts'
import type { QueueDepths } from './queue-depths.ts'
import type { QueueStats } from './queue-stats.ts'
import { type QueuedItem, readItems, type WalkOptions, walkItems } from './read-items.ts'
import { sampleItems } from './sample-items.ts'
import { type Shown, show } from './show.ts'
import { readStats } from './stats.ts'

/** The queues of a database for those who only look. Owns no connection. */
export function openQueueReader(db: Db): QueueReader {
  return new QueueReader(storeIn(db))
}

/** What can be read of the queues of a database. Throws QueueUnavailableError when the database does not answer after its tries. */
export class QueueReader {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  /** The last snapshot, at the cost of reading one small document a queue. */
  readStats(): Promise<QueueStats[]> {
    return readStats(this.#store)
  }

  /** How full the queues were since a time, oldest first: one point a minute for 14 days, thinned to at most `points` (300). */
  depths(since: Date, points = 300): Promise<QueueDepths[]> {
    return readDepths(this.#store, since, points)
  }

  /** A page of dead letters; 100 unless limit says otherwise. */
  deadLetters(
    filter: DeadLetterFilter = {},
    page: { limit?: number; cursor?: string } = {},
  ): Promise<DeadLetterPage> {
    return listDeadLetters(this.#store, filter, page)
  }

  /** Dead letters by queue and code of their reason, most first. */
  deadLetterCounts(): Promise<DeadLetterCount[]> {
    return countDeadLetters(this.#store)
  }

  /** How many dead letters a filter means now, and the moment that keeps later ones out of it. */
  deadLetterBound(filter: DeadLetterFilter): Promise<DeadLetterBound> {
    return boundDeadLetters(this.#store, filter)
  }

  /** All that is known of the record with that key, or that item id. */
  show(keyOrId: string): Promise<Shown | undefined> {
    return show(this.#store, keyOrId)
  }

  /** Where records are, by item id; those that the queue does not know are left out. */
  places(ids: readonly string[]): Promise<Place[]> {
    return readPlaces(this.#store, ids)
  }

  /** Records in some states with what they hold, a page at a time. */
  walk(options: WalkOptions = {}): AsyncGenerator<QueuedItem[]> {
    return walkItems(this.#store, options)
  }

  /** Records with what they hold, by item id; those that the queue does not know are left out. */
  items(ids: readonly string[]): Promise<QueuedItem[]> {
    return readItems(this.#store, ids)
  }

  /** Some records at random, of any queue and state, each once. */
  sample(wanted: number): Promise<QueuedItem[]> {
    return sampleItems(this.#store, wanted)
  }

  /**
   * The most frequent texts under a key of the payloads, most first, among some items (20,000) of any queue and state. The key is a word: it
   * becomes part of a command.
   */
  frequentValues(
    key: string,
    { limit, among = 20_000 }: { limit: number; among?: number },
  ): Promise<FrequentValue[]> {
    return frequentValues(this.#store, key, { limit, among })
  }

  /** Batches, newest first, at most `limit` (100). */
  batches(limit = 100): Promise<BatchCounts[]> {
    return listBatches(this.#store, limit)
  }

  /** All claims that are held, oldest first. */
  claims(): Promise<ClaimListing[]> {
    return listClaims(this.#store)
  }
}
