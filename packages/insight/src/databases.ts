import type { Db } from 'mongodb'

/** The two databases that the fleet keeps its records in. */
export interface Databases {
  /** Queues, claims, syncs and runs. */
  readonly queueDb: Db
  /** Rules, configs and history. */
  readonly rulesDb: Db
}
