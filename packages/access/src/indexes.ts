import { ensureIndexes, type NamedIndex } from '@dwmops/mongo'
import type { Db } from 'mongodb'
import { auditOf, sessionsOf, tokensOf } from './documents.ts'
import { endedSessionKeptMs } from './sessions.ts'

/** Tokens that are over go by themselves; nobody waits for it, as what is over is refused anyway. */
const forgetOver: NamedIndex = { name: 'forget_what_is_over', key: { expireAt: 1 }, expireAfterSeconds: 0 }

/** A session is kept a while after its end, to answer why it is refused. */
const forgetEnded: NamedIndex = { ...forgetOver, expireAfterSeconds: endedSessionKeptMs / 1000 }

/** The log of changes is kept for 400 days. */
const forgetOld: NamedIndex = {
  name: 'forget_after_400_days',
  key: { at: 1 },
  expireAfterSeconds: 400 * 86_400,
}

/** Makes the indexes, and anew those whose definition has changed; harmless to repeat. */
export async function ensureAccessIndexes(db: Db): Promise<void> {
  await ensureIndexes(tokensOf(db), [forgetOver])
  await ensureIndexes(sessionsOf(db), [forgetEnded])
  await ensureIndexes(auditOf(db), [forgetOld])
}
