import type { StageContext } from '@dwmops/job-runner'
import { ensureIndexes, type NamedIndex, retryTransient } from '@dwmops/mongo'
import { keyId } from '@dwmops/mongo-queue'
import type { Collection, ObjectId } from 'mongodb'

/** A document of `flaggedIndicators`: an address, as its hash, whose records were flagged. */
interface FlaggedDocument {
  readonly _id: ObjectId
  readonly at: Date
}

const dayMs = 86_400_000
const keptDays = 30
const addressesAtOnce = 10_000

const indexes: readonly NamedIndex[] = [
  { name: 'kept_30_days', key: { at: 1 }, expireAfterSeconds: keptDays * 86_400 },
]

type Context = Pick<StageContext<'refresh-indicators'>, 'queueDb' | 'settings' | 'log' | 'count'>

/**
 * Remembers for 30 days whose records were flagged. One that is found again before it is old again was not processed by Eloqua's
 * program, or not flagged at all, and would be found each day for ever.
 */
export class FlaggedBefore {
  readonly #context: Context
  readonly #flagged: Collection<FlaggedDocument>

  constructor(context: Context) {
    this.#context = context
    this.#flagged = context.queueDb.collection('flaggedIndicators')
  }

  /** Counts and logs how many of the addresses were flagged before. */
  async report(addresses: readonly string[]): Promise<void> {
    const { settings, log, count } = this.#context
    const since = new Date(Date.now() - settings.refreshAfterDays * dayMs)
    let returned = 0
    for (const ids of chunksOf(addresses))
      returned += await retryTransient('count what was flagged before', () =>
        this.#flagged.countDocuments({ _id: { $in: ids }, at: { $gte: since } }),
      )
    if (returned === 0) return
    count({ returned })
    log.warn(
      { returned, keptDays },
      'indicator records that were flagged before are as old as they were: see what keeps Eloqua from changing them',
    )
  }

  /** Notes that records of these addresses were flagged; harmless to repeat. */
  async note(addresses: readonly string[]): Promise<void> {
    if (addresses.length === 0) return
    await ensureIndexes(this.#flagged, indexes)
    const at = new Date()
    for (const ids of chunksOf(addresses)) {
      const writes = ids.map((_id) => ({
        updateOne: { filter: { _id }, update: { $set: { at } }, upsert: true },
      }))
      await retryTransient('note what was flagged', () => this.#flagged.bulkWrite(writes, { ordered: false }))
    }
  }
}

/** Ids of the addresses, some at a time. */
function* chunksOf(addresses: readonly string[]): Generator<ObjectId[]> {
  for (let from = 0; from < addresses.length; from += addressesAtOnce)
    yield addresses.slice(from, from + addressesAtOnce).map((address) => keyId(address.trim().toLowerCase()))
}
