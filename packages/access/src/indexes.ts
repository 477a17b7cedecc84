import type { Db } from 'mongodb'
import { auditOf, sessionsOf, tokensOf } from './documents.ts'

/** How long the log of changes is kept. */
const auditSeconds = 400 * 86_400

/** Makes the indexes: what is over goes by itself; harmless to repeat. */
export async function ensureAccessIndexes(db: Db): Promise<void> {
  const forget = { key: { expireAt: 1 }, name: 'forget_what_is_over', expireAfterSeconds: 0 } as const
  await tokensOf(db).createIndexes([forget])
  await sessionsOf(db).createIndexes([forget])
  await auditOf(db).createIndexes([
    { key: { at: 1 }, name: 'forget_after_400_days', expireAfterSeconds: auditSeconds },
  ])
}
