import type { Db } from 'mongodb'
import { type HitsDocument, hitsName, idKey } from './rule-hits.ts'
import type { NotedChange } from './wash-note.ts'

/** Rules of one collection whose hits share a document, so that none grows large however many rules there are. */
const rulesADocument = 5_000

interface Counters {
  readonly day: string
  readonly ruleType: string
  readonly hits: Map<string, number>
}

/**
 * Adds up hits by rule and day, to be written in one command now and then: that many batches go uncounted when a run is
 * killed, and a command for each would cost more than the counts are worth.
 */
export class HitCounter {
  readonly #db: Db
  #counters = new Map<string, Counters>()

  constructor(db: Db) {
    this.#db = db
  }

  add(changes: readonly NotedChange[], at: Date): void {
    const day = at.toISOString().slice(0, 10)
    for (const { ruleType, ruleId, ruleIndex = 0 } of changes) {
      const name = `${day} ${ruleType} ${Math.floor(ruleIndex / rulesADocument)}`
      let counters = this.#counters.get(name)
      if (counters === undefined) {
        counters = { day, ruleType, hits: new Map() }
        this.#counters.set(name, counters)
      }
      const id = idKey(ruleId)
      counters.hits.set(id, (counters.hits.get(id) ?? 0) + 1)
    }
  }

  /** Writes what was added since the last time. */
  async flush(): Promise<void> {
    const counters = this.#counters
    if (counters.size === 0) return
    this.#counters = new Map()
    const writes = [...counters].map(([_id, { day, ruleType, hits }]) => ({
      updateOne: {
        filter: { _id },
        update: {
          $inc: Object.fromEntries([...hits].map(([id, count]) => [`hits.${id}`, count])),
          $setOnInsert: { day: new Date(day), ruleType },
        },
        upsert: true,
      },
    }))
    await this.#db.collection<HitsDocument>(hitsName).bulkWrite(writes, { ordered: false })
  }
}
