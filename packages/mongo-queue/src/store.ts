import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Collection, Db } from 'mongodb'
import type { BatchDocument } from './batch.ts'
import type { ClaimDocument } from './claim-document.ts'
import type { ItemDocument } from './item.ts'
import type { DepthsDocument } from './queue-depths.ts'
import type { StatsDocument } from './queue-stats.ts'
import { type RetryTransient, retryTransientWith } from './retry-transient.ts'

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

/**
 * The queue's collections in a database. Written with majority, so that a failover takes nothing back, and to the journal,
 * so that a kill of a server that stands alone does not either (where there are several, majority means the journal too).
 */
export function storeIn(db: Db, chance: Chance = realChance): Store {
  const safely = { writeConcern: { w: 'majority', journal: true }, readPreference: 'primary' } as const
  return {
    db,
    items: db.collection<ItemDocument>('items', safely),
    claims: db.collection<ClaimDocument>('claims', safely),
    batches: db.collection<BatchDocument>('batches', safely),
    stats: db.collection<StatsDocument>('queueStats', safely),
    depths: db.collection<DepthsDocument>('queueDepths', safely),
    retryTransient: retryTransientWith(chance.sleep),
    chance,
  }
}

/** The database's clock, for the age of records; leases are written and judged by `$$NOW` inside their commands. */
export async function databaseNow({ db, retryTransient }: Store): Promise<Date> {
  const hello = await retryTransient('read the clock', () => db.command({ hello: 1 }))
  const now: unknown = hello['localTime']
  return now instanceof Date ? now : new Date()
}
