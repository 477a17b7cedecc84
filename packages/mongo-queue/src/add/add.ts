import { chunks, commandLimits } from '../chunks.ts'
import { type Store, storeNow } from '../store.ts'
import { type Arrival, arrivalsOf, type Call } from './arrival.ts'
import { noteBatches } from './batches.ts'
import type { Entry } from './entry.ts'
import { judgeArrivals, storeArrivals } from './store-arrivals.ts'

/** How an add is to be judged. */
export interface AddOptions {
  /**
   * When these versions were read at their source, by the source's clock: the newest wins, whatever order adds come in,
   * and the same export added again changes nothing. Database time of the call unless given.
   */
  exportedAt?: Date
  /**
   * Only keys that are new, or done in the very version that the entry `replaces`; whatever is under way or dead, or has come
   * through since that was looked at, stays as it is. Such versions count as older than any export, so that the next one
   * takes their place.
   */
  onlyIdle?: boolean
  /** Only says what would become of the entries, as things stand. */
  dryRun?: boolean
}

/** What became of an add's entries, after folding those with the same key; the counts sum up to the keys. */
export interface AddResult {
  /** New keys. */
  added: number
  /** The version that is already there, or an older one than that. */
  unchanged: number
  /** Replaced what was ready, done or dead: a new pass. */
  renewed: number
  /** Kept beside a claimed version, to take over when its claim ends. */
  keptPending: number
  /** How many of added, renewed and keptPending are dead on arrival. */
  dead: number
}

/** Entries of one command: bodies of some MB keep a lost answer cheap to repeat. */
const addLimits = { ...commandLimits, maxCount: 5_000 }

/** Stores entries, the newest export of each key winning; see {@link AddResult}. */
export async function add(
  store: Store,
  queue: string,
  entries: readonly Entry[],
  { exportedAt, onlyIdle = false, dryRun = false }: AddOptions,
): Promise<AddResult> {
  const result: AddResult = { added: 0, unchanged: 0, renewed: 0, keptPending: 0, dead: 0 }
  if (entries.length === 0) return result
  const now = await storeNow(store)
  const call: Call = {
    token: store.chance.newToken(),
    queue,
    now,
    exportedAt: exportedAt ?? now,
    dated: exportedAt !== undefined,
    onlyIdle,
  }
  const take = dryRun ? judgeArrivals : storeArrivals
  if (!dryRun) await noteBatches(store, entries)
  for (const chunk of chunks(arrivalsOf(entries), arrivalBytes, addLimits))
    for (const { arrival, became } of await take(store, call, chunk)) {
      result[became] += 1
      if (arrival.dead !== null && became !== 'unchanged') result.dead += 1
    }
  return result
}

/** Payload, and what an item document has besides. */
function arrivalBytes({ bytes, key }: Arrival): number {
  return bytes + key.length + 500
}
