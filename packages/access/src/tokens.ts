import { randomBytes } from 'node:crypto'
import { insertNew, retryTransient } from '@dwmops/mongo'
import type { Db } from 'mongodb'
import { hashOf, newCredential } from './credential.ts'
import { sessionsOf, type TokenDocument, tokensOf } from './documents.ts'
import type { Role } from './role.ts'

/** What a new token is to be. */
export interface NewToken {
  /** Whose it is, or what for: it stands in the audit log. */
  readonly name: string
  readonly role: Role
  readonly createdBy: string
  /** After this it is refused; without it, it is good until revoked. */
  readonly expireAt?: Date
  /** Good for one login to the console, and for nothing else. */
  readonly once?: boolean
}

/** A token as it may be shown: without what it is. */
export type TokenListing = Omit<TokenDocument, '_id' | 'once'> & { readonly once: boolean }

/** Makes a token and returns it, for this one time: only its hash is kept. */
export async function createToken(
  db: Db,
  { once = false, ...facts }: NewToken,
): Promise<{ readonly token: string; readonly tokenId: string }> {
  const token = newCredential('dwm_')
  const tokenId = randomBytes(6).toString('hex')
  const document = { tokenId, ...facts, createdAt: new Date(), ...(once && { once: true as const }) }
  await retryTransient('keep the token', () => insertNew(tokensOf(db), [{ _id: hashOf(token), ...document }]))
  return { token, tokenId }
}

/** Whose token this is; undefined for one that is unknown, revoked, past its end, or for a login alone. */
export async function findToken(db: Db, token: string): Promise<TokenListing | undefined> {
  const found = await findForLogin(db, token)
  return found?.once ? undefined : found
}

/** Like {@link findToken}, for a login, which {@link confirmLogin} is to end: one that is good for one login counts as well. */
export async function findForLogin(db: Db, token: string): Promise<TokenListing | undefined> {
  const wanted = { _id: hashOf(token) }
  const found = await retryTransient('look for the token', () => tokensOf(db).findOne(wanted))
  return found === null || isOver(found) ? undefined : listingOf(found)
}

/**
 * Whether a token is still there; one that is good for one login is used up by it. Where the answer to that is lost nobody knows who
 * used it up: it is not good then.
 */
export async function confirmLogin(
  db: Db,
  token: string,
  { once }: Pick<TokenListing, 'once'>,
): Promise<boolean> {
  const wanted = { _id: hashOf(token) }
  if (once) {
    const { deletedCount } = await retryTransient('use up the token', () => tokensOf(db).deleteOne(wanted))
    return deletedCount === 1
  }
  return (await retryTransient('look for the token', () => tokensOf(db).findOne(wanted))) !== null
}

/** All tokens, oldest first. */
export async function listTokens(db: Db): Promise<TokenListing[]> {
  const found = await retryTransient('list the tokens', () =>
    tokensOf(db).find().sort({ createdAt: 1 }).toArray(),
  )
  return found.map(listingOf)
}

/** Ends a token and every session that was opened with it; false when there is no such token. */
export async function revokeToken(db: Db, tokenId: string): Promise<boolean> {
  let attempts = 0
  const { deletedCount } = await retryTransient('revoke the token', () => {
    attempts += 1
    return tokensOf(db).deleteMany({ tokenId })
  })
  const opened = { tokenId, revoked: { $ne: true as const } }
  const sessions = await retryTransient('end the sessions of the token', () =>
    sessionsOf(db).updateMany(opened, { $set: { revoked: true } }),
  )
  // where an answer was lost nobody knows what was there: it is gone for certain
  return attempts > 1 || deletedCount + sessions.modifiedCount > 0
}

/** The server deletes what is over only now and then. */
function isOver({ expireAt }: TokenDocument): boolean {
  return expireAt !== undefined && expireAt.getTime() <= Date.now()
}

function listingOf({ _id: _, once, ...facts }: TokenDocument): TokenListing {
  return { ...facts, once: once === true }
}
