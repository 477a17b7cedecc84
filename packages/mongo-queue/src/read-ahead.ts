import type { ObjectId } from 'mongodb'
import type { Store } from './store.ts'

/** Ids older than this may hide a higher priority that came meanwhile. */
const maxAgeMs = 30_000
/** Ids are 12 bytes and cheap, but a claim of 30,000 is ten claims by itself. */
const maxExtraIds = 60_000

/**
 * Ids that are probably ready, read for several claims at once. The guard of the claim makes stale ones harmless.
 *
 * Why ahead: FerretDB sorts all that is ready for every such query (limit 600 of 100,000: 150 to 560 ms), MongoDB walks
 * index claimOrder and pays next to nothing. Why from a random place: workers that read the same ids take
 * different ones, and stop at the place where another began.
 */
export class ReadAhead {
  readonly #store: Store
  readonly #queue: string
  readonly #claims: number
  #ids: ObjectId[] = []
  #readAt = 0
  #turn: Promise<unknown> = Promise.resolve()

  constructor(store: Store, queue: string, claims: number) {
    this.#store = store
    this.#queue = queue
    this.#claims = claims
  }

  /** Up to n ids; none means that the queue had nothing ready just now. Callers wait for each other. */
  take(n: number): Promise<ObjectId[]> {
    const taken = this.#turn.then(() => this.#take(n))
    this.#turn = taken.catch(() => undefined)
    return taken
  }

  /** Forgets what was read: others have been there. */
  drop(): void {
    this.#ids = []
  }

  async #take(n: number): Promise<ObjectId[]> {
    if (performance.now() - this.#readAt > maxAgeMs) this.drop()
    if (this.#ids.length === 0) await this.#read(n)
    return this.#ids.splice(0, n)
  }

  async #read(n: number): Promise<void> {
    const limit = Math.min(n * this.#claims, n + maxExtraIds)
    this.#readAt = performance.now()
    const found = await readyIds(this.#store, this.#queue, limit)
    this.#ids = groupByPriority(found).flatMap((ids) => rotate(ids, n, this.#store.chance.random()))
  }
}

interface ReadyId {
  _id: ObjectId
  priority: number
}

/** The claim query: MongoDB answers it from index claimOrder alone, in order. */
function readyIds({ items, insist }: Store, queue: string, limit: number): Promise<ReadyId[]> {
  return insist(`look for ready items of ${queue}`, () =>
    items
      .find({ state: 'ready', queue })
      .sort({ priority: -1, enteredAt: 1, _id: 1 })
      .limit(limit)
      .batchSize(limit)
      .project<ReadyId>({ priority: 1 })
      .toArray(),
  )
}

/** Ids come by priority: a higher one is never put behind a lower one. */
function groupByPriority(found: readonly ReadyId[]): ObjectId[][] {
  const groups: ObjectId[][] = []
  let last: number | undefined
  for (const { _id, priority } of found) {
    if (priority !== last) groups.push([])
    last = priority
    groups.at(-1)?.push(_id)
  }
  return groups
}

/** Starts a list that is longer than one claim anywhere, and goes round. */
function rotate<T>(list: readonly T[], n: number, chance: number): T[] {
  if (list.length <= n) return [...list]
  const start = Math.floor(chance * list.length)
  return [...list.slice(start), ...list.slice(0, start)]
}
