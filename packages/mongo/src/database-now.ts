import type { Db } from 'mongodb'

/** The database's clock, which is one for all processes; of an engine that does not show it, this machine's. */
export async function databaseNow(db: Db): Promise<Date> {
  const { localTime } = await db.command({ hello: 1 })
  return localTime instanceof Date ? localTime : new Date()
}
