import { insertNew, retryTransient } from '@dwmops/mongo'
import type { Db } from 'mongodb'
import { hashOf, newCredential } from './credential.ts'
import { type SessionDocument, sessionsOf } from './documents.ts'
import { confirmLogin, findForLogin, type TokenListing } from './tokens.ts'

/** A session as the server knows it. */
export type Session = Omit<SessionDocument, '_id' | 'revoked'>

/** Why a session is refused; `unknown`: it was signed out, or ended so long ago that nothing is kept of it. */
export type SessionEnd = 'expired' | 'revoked' | 'unknown'

/** So long after its time the server still knows of a session that it has ended, in milliseconds. */
export const endedSessionKeptMs = 7 * 86_400_000

/**
 * Opens a session for anyone who has the token; undefined when it is not good. The secret is for a cookie and is shown this once. It ends with
 * the token, at the latest after `lastsMs`. The session is written before the token is confirmed: one that is revoked meanwhile either
 * finds the session and ends it, or is not confirmed any more.
 */
export async function openSession(
  db: Db,
  token: string,
  lastsMs: number,
): Promise<{ readonly secret: string; readonly session: Session } | undefined> {
  const owner = await findForLogin(db, token)
  if (owner === undefined) return undefined
  const { tokenId, name, role } = owner
  const session = { tokenId, name, role, expireAt: endOf(owner, lastsMs) }
  const secret = newCredential('dwms_')
  await retryTransient('keep the session', () =>
    insertNew(sessionsOf(db), [{ _id: hashOf(secret), ...session }]),
  )
  if (await confirmLogin(db, token, owner)) return { secret, session }
  await closeSession(db, secret)
  return undefined
}

/** The end of a login link is that of the link, not of the session that it opens. */
function endOf({ once, expireAt }: TokenListing, lastsMs: number): Date {
  const longest = new Date(Date.now() + lastsMs)
  return !once && expireAt !== undefined && expireAt < longest ? expireAt : longest
}

/** The session of a secret; undefined for one that is unknown or over. */
export async function findSession(db: Db, secret: string): Promise<Session | undefined> {
  const found = await documentOf(db, secret)
  if (found === null || endOfSession(found) !== undefined) return undefined
  const { _id: _, revoked: __, ...session } = found
  return session
}

/** Why {@link findSession} knows no session of this secret; undefined when it does. */
export async function whySessionEnded(db: Db, secret: string): Promise<SessionEnd | undefined> {
  const found = await documentOf(db, secret)
  return found === null ? 'unknown' : endOfSession(found)
}

function documentOf(db: Db, secret: string): Promise<SessionDocument | null> {
  const wanted = { _id: hashOf(secret) }
  return retryTransient('look for the session', () => sessionsOf(db).findOne(wanted))
}

function endOfSession({ revoked, expireAt }: SessionDocument): SessionEnd | undefined {
  if (revoked) return 'revoked'
  return expireAt.getTime() <= Date.now() ? 'expired' : undefined
}

/** Ends a session; harmless to repeat. */
export async function closeSession(db: Db, secret: string): Promise<void> {
  const wanted = { _id: hashOf(secret) }
  await retryTransient('end the session', () => sessionsOf(db).deleteOne(wanted))
}
