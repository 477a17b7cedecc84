import type { Collection, Db } from 'mongodb'

/** One call of the driver that makes one command. */
export interface DriverCall {
  collection: string
  method: string
  args: readonly unknown[]
  /** The real collection and database, for a mutant that wants to do something else. */
  target: Collection
  db: Db
}
