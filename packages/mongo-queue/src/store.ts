import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { databaseNow, durable, type RetryTransient, retryTransientWith } from '@dwmops/mongo'
import type { Collection, Db } from 'mongodb'
import type { ClaimDocument } from './claim/claim-document.ts'
import { QueueUnavailableError } from './errors.ts'
import type { ItemDocument } from './item/item.ts'
import type { BatchDocument } from './read/batch.ts'
import type { DepthsDocument } from './read/queue-depths.ts'
import type { StatsDocument } from './read/queue-stats.ts'

/** What the simulation replaces to make a run repeatable. */
export interface Chance {
  sleep(ms: number): Promise<unknown>
  /** From 0 up to 1. */
  random(): number
  newToken(): string
}

const realChance: Chance = {
  sleep: pause,
  random: Math.random,
  newToken: () => randomBytes(16).toString('base64url'),
}

/** The collections of the queue and how they are spoken to. */
export interface Store {
  db: Db
  items: Collection<ItemDocument>
  claims: Collection<ClaimDocument>
  batches: Collection<BatchDocument>
  stats: Collection<StatsDocument>
  depths: Collection<DepthsDocument>
  retryTransient: RetryTransient
  chance: Chance
}

/** The queue's collections in a database, read and written as {@link durable} says, whatever the database was opened with. */
export function storeIn(db: Db, chance: Chance = realChance): Store {
  return {
    db,
    items: db.collection<ItemDocument>('items', durable),
    claims: db.collection<ClaimDocument>('claims', durable),
    batches: db.collection<BatchDocument>('batches', durable),
    stats: db.collection<StatsDocument>('queueStats', durable),
    depths: db.collection<DepthsDocument>('queueDepths', durable),
    retryTransient: retryTransientWith({
      sleep: chance.sleep,
      unavailable: (facts) => new QueueUnavailableError(facts),
    }),
    chance,
  }
}

/** The database's clock, for the age of records; leases are written and judged by `$$NOW` inside their commands. */
export function storeNow({ db, retryTransient }: Store): Promise<Date> {
  return retryTransient('read the clock', () => databaseNow(db))
}
