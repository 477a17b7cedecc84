import type { LintFinding } from '@dwmops/core'
import { insertNew, retryTransient } from '@dwmops/mongo'
import type { Db } from 'mongodb'
import type { Acceptance } from '../judge/refusing-findings.ts'
import type { DocumentChange } from '../rules/rule-change.ts'
import type { RuleDocument, VersionedCollection } from '../rules/rule-collections.ts'
import { publicDocument } from '../rules/stored-rules.ts'
import type { RuleSetDiff } from './rule-set-diff.ts'
import { readPointer, type VersionPointer, versionsName } from './version-pointer.ts'

/** A published version of the rules. */
export interface RuleVersion {
  readonly version: number
  readonly publishedAt: Date
  readonly who: string
  readonly note: string
  /** SHA-256 of the content; also the `version` of its snapshots. Empty for a version that is one change until it is first read as a whole. */
  readonly hash: string
  /** Rule documents in it. */
  readonly rules: number
  readonly configs: number
  readonly current: boolean
  /** What it is, when it is the change of one rule or config. */
  readonly change: VersionChange | undefined
}

/** The change of one rule or config, as people see it. */
export interface VersionChange {
  readonly collection: VersionedCollection
  readonly id: string
  readonly before: RuleDocument | undefined
  readonly after: RuleDocument | undefined
}

export interface PublishOptions extends Acceptance {
  /** Who does it, in words that will be read later. */
  readonly who: string
  readonly note?: string
  /** Reports what would change and writes nothing. */
  readonly dryRun?: boolean
  /** The version that the author saw; publishing fails when another one counts by now. 0: none was ever published. */
  readonly onto?: number
}

export interface PublishReport {
  /** The new version; undefined for a dry run, or when the content is the current one already. */
  readonly version: number | undefined
  readonly diff: RuleSetDiff
  readonly findings: readonly LintFinding[]
}

/** A version as it is stored; `prepared` ones never took effect. */
export interface VersionDocument {
  readonly _id: number
  readonly state: 'prepared' | 'published'
  readonly publishedAt: Date
  readonly who: string
  readonly note: string
  readonly hash: string
  readonly rules: number
  readonly configs: number
  /** For a version that is one change: the version that it was made to, and the change. */
  readonly base?: number
  readonly change?: DocumentChange
}

/** Writes a version down under the next free number; undefined when somebody else took that number first. */
export async function addVersion(db: Db, facts: Omit<VersionDocument, '_id'>): Promise<number | undefined> {
  const versions = versionsOf(db)
  const [last] = await retryTransient('read the versions', () =>
    versions
      .find({ _id: { $gt: 0 } })
      .sort({ _id: -1 })
      .limit(1)
      .toArray(),
  )
  const version = (last?._id ?? 0) + 1
  let attempts = 0
  const taken = await retryTransient('write the version down', () => {
    attempts += 1
    return insertNew(versions, [{ _id: version, ...facts }])
  })
  const isOurs = taken.length === 0 || (attempts > 1 && (await isWritten(db, version, facts)))
  return isOurs ? version : undefined
}

/** Whether a number was taken by an attempt whose answer was lost: by the same person, to the millisecond, for the same rules. */
async function isWritten(
  db: Db,
  version: number,
  { publishedAt, who, note, hash, change }: Omit<VersionDocument, '_id'>,
): Promise<boolean> {
  const found = await findVersionDocument(db, version)
  const isSameRule = String(found?.change?.after?.['_id']) === String(change?.after?.['_id'])
  const isSame = found?.who === who && found.note === note && found.hash === hash && isSameRule
  return isSame && found.publishedAt.getTime() === publishedAt.getTime()
}

export async function markPublished(db: Db, version: number): Promise<void> {
  await retryTransient('publish the rules', () =>
    versionsOf(db).updateOne({ _id: version }, { $set: { state: 'published' } }),
  )
}

export async function dropPrepared(db: Db, version: number): Promise<void> {
  await retryTransient('drop the version', () =>
    versionsOf(db).deleteOne({ _id: version, state: 'prepared' }),
  )
}

export async function findVersion(db: Db, version: number): Promise<RuleVersion | undefined> {
  const [pointer, found] = await Promise.all([readPointer(db), findVersionDocument(db, version)])
  const isCurrent = pointer?.version === version
  return found !== undefined && (found.state === 'published' || isCurrent)
    ? versionOf(found, pointer)
    : undefined
}

/** A version as it is stored, whether or not it took effect. */
export async function findVersionDocument(db: Db, version: number): Promise<VersionDocument | undefined> {
  const found = await retryTransient('read the version', () => versionsOf(db).findOne({ _id: version }))
  return found ?? undefined
}

/** Versions as they are stored, from one on backwards. */
export function readVersionsBack(db: Db, from: number, limit: number): Promise<VersionDocument[]> {
  return versionsOf(db)
    .find({ _id: { $lte: from, $gt: 0 } })
    .sort({ _id: -1 })
    .limit(limit)
    .toArray()
}

/** Writes down the hash of a version that is one change, for its first reader. */
export async function noteHash(db: Db, version: number, hash: string): Promise<void> {
  await versionsOf(db).updateOne({ _id: version, hash: '' }, { $set: { hash } })
}

/** Published versions, newest first; from the one before `before` on. */
export async function listVersions(
  db: Db,
  limit: number,
  before = Number.MAX_SAFE_INTEGER,
): Promise<RuleVersion[]> {
  const pointer = await readPointer(db)
  const published = { $or: [{ state: 'published' as const }, { _id: pointer?.version ?? -1 }] }
  const found = await versionsOf(db)
    .find({ $and: [published, { _id: { $lt: before } }] })
    .sort({ _id: -1 })
    .limit(limit)
    .toArray()
  return found.map((document) => versionOf(document, pointer))
}

function versionOf(document: VersionDocument, pointer: VersionPointer | undefined): RuleVersion {
  const { _id: version, state: _, base: __, change, ...facts } = document
  return { version, ...facts, current: pointer?.version === version, change: change && changeOf(change) }
}

function changeOf({ collection, before, after }: DocumentChange): VersionChange {
  const [from, to] = [before, after].map((document) =>
    document === null ? undefined : publicDocument(document),
  )
  return { collection, id: String((to ?? from)?.['_id']), before: from, after: to }
}

function versionsOf(db: Db) {
  return db.collection<VersionDocument>(versionsName)
}
