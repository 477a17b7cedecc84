import type { ObjectId } from 'mongodb'
import type { Store } from '../store.ts'
import { type ReadyId, readyIds } from './ready-ids.ts'

/** Ids older than this may hide a higher priority that came meanwhile. */
const maxAgeMs = 30_000
/** Ids are 12 bytes and cheap, but a claim of 30,000 is ten claims by itself. */
const maxExtraIds = 60_000

/** Pieces in a row that others had taken, after which the list is not worth another try. */
const maxStaleInARow = 2
/** Over so many windows workers spread that have met. */
const spread = 4

/**
 * Ids that are probably ready, read for several claims at once. The guard of the claim makes stale ones harmless.
 *
 * Why ahead: FerretDB sorts all that is ready for every such query (limit 600 of 100,000: 150 to 560 ms), MongoDB walks
 * index claimOrder and pays next to nothing. Why in pieces, in no order: workers that have read the same ids at the same
 * time meet on a whole piece or not at all. One that comes too late goes on to another piece of its list, since reading
 * anew costs more, and reads its next ids from a place of its own, since two heads of a queue are one.
 */
export class ReadAhead {
  readonly #store: Store
  readonly #queue: string
  readonly #claims: number
  #ids: ObjectId[] = []
  #readAt = 0
  #staleInARow = 0
  #hasMetOthers = false
  /** There was more behind the last window, and nothing in it went before the rest. */
  #isInsideOfMany = false
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

  /** Hears how many of the ids it has handed out were ready indeed. */
  learn(taken: number, wereReady: number): void {
    if (wereReady === taken) return
    this.#hasMetOthers = true
    this.#staleInARow = wereReady < taken / 2 ? this.#staleInARow + 1 : 0
    if (this.#staleInARow >= maxStaleInARow) this.#ids = []
  }

  async #take(n: number): Promise<ObjectId[]> {
    if (performance.now() - this.#readAt > maxAgeMs) this.#ids = []
    if (this.#ids.length === 0) await this.#read(n)
    return this.#ids.splice(0, n)
  }

  async #read(n: number): Promise<void> {
    const { random } = this.#store.chance
    const limit = Math.min(n * this.#claims, n + maxExtraIds)
    const skip = this.#hasMetOthers && this.#isInsideOfMany ? Math.floor(random() * spread) * limit : 0
    this.#readAt = performance.now()
    let found = await this.#find(skip, limit)
    if (found.length === 0 && skip > 0) found = await this.#find(0, limit)
    this.#ids = groupByPriority(found).flatMap((ids) => inPieces(ids, n, random))
    this.#isInsideOfMany = found.length === limit && found[0]?.priority === found.at(-1)?.priority
    this.#hasMetOthers = false
    this.#staleInARow = 0
  }

  #find(skip: number, limit: number): Promise<ReadyId[]> {
    const { items, retryTransient } = this.#store
    return retryTransient(`look for ready items of ${this.#queue}`, () =>
      readyIds(items, this.#queue, { skip, limit }).toArray(),
    )
  }
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

/** Whole pieces of n in no order, and then what is left: a claim is no smaller than it has to be. */
function inPieces<T>(list: readonly T[], n: number, random: () => number): T[] {
  const whole = Array.from({ length: Math.floor(list.length / n) }, (_, index) => ({
    piece: list.slice(index * n, (index + 1) * n),
    place: random(),
  }))
  const shuffled = whole.toSorted((a, b) => a.place - b.place).flatMap(({ piece }) => piece)
  return [...shuffled, ...list.slice(shuffled.length)]
}
