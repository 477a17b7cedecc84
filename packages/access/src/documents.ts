import type { Collection, Db, ObjectId } from 'mongodb'
import type { Role } from './role.ts'

/** A document of `apiTokens`. */
export interface TokenDocument {
  /** Hash of the token. */
  readonly _id: string
  /** Names the token for people; no secret. */
  readonly tokenId: string
  readonly name: string
  readonly role: Role
  readonly createdAt: Date
  readonly createdBy: string
  readonly expireAt?: Date
  /** Good for one login, and for nothing else. */
  readonly once?: true
}

/** A document of `apiSessions`. */
export interface SessionDocument {
  /** Hash of the session's secret. */
  readonly _id: string
  /** The token that it was opened with; revoking that ends it. */
  readonly tokenId: string
  readonly name: string
  readonly role: Role
  readonly expireAt: Date
  /** Its token was revoked: it is refused, and kept so that the reason can be shown. */
  readonly revoked?: true
}

/** A document of `audit`. */
export interface AuditDocument {
  readonly _id: ObjectId
  readonly at: Date
  readonly who: string
  readonly role: Role
  /** dwm: the operator's command, with the name that its user gave or has on that machine. */
  readonly via: 'token' | 'session' | 'proxy' | 'dwm'
  /** Method and pattern of the route, or the command: never an address with what a person typed. */
  readonly action: string
  readonly requestId: string
  readonly result: 'begun' | 'done' | 'refused' | 'failed'
  readonly status?: number
  /** Ids, names and counts; no contact data. */
  readonly facts: Readonly<Record<string, string | number | boolean>>
}

export function tokensOf(db: Db): Collection<TokenDocument> {
  return db.collection('apiTokens')
}

export function sessionsOf(db: Db): Collection<SessionDocument> {
  return db.collection('apiSessions')
}

export function auditOf(db: Db): Collection<AuditDocument> {
  return db.collection('audit')
}
