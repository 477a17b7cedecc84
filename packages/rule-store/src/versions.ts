import type { LintFinding } from '@dwmops/core'
import type { Db } from 'mongodb'
import type { RuleSetDiff } from './rule-set-diff.ts'
import { isDuplicate, readPointer, versionsName } from './version-pointer.ts'

/** A published version of the rules. */
export interface RuleVersion {
  readonly version: number
  readonly publishedAt: Date
  readonly who: string
  readonly note: string
  /** SHA-256 of the content; also the `version` of its snapshots. */
  readonly hash: string
  /** Rule documents in it. */
  readonly rules: number
  readonly configs: number
  readonly current: boolean
}

export interface PublishOptions {
  /** Who does it, in words that will be read later. */
  readonly who: string
  readonly note?: string
  /** Reports what would change and writes nothing. */
  readonly dryRun?: boolean
  /** Publishes in spite of lint errors; the rules concerned do not work, all others do. */
  readonly acceptErrors?: boolean
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
}

/** Writes a version down under the next free number; undefined when somebody else took that number first. */
export async function addVersion(db: Db, facts: Omit<VersionDocument, '_id'>): Promise<number | undefined> {
  const versions = versionsOf(db)
  const [last] = await versions
    .find({ _id: { $gt: 0 } })
    .sort({ _id: -1 })
    .limit(1)
    .toArray()
  const version = (last?._id ?? 0) + 1
  try {
    await versions.insertOne({ _id: version, ...facts })
    return version
  } catch (error) {
    if (isDuplicate(error)) return undefined
    throw error
  }
}

export async function markPublished(db: Db, version: number): Promise<void> {
  await versionsOf(db).updateOne({ _id: version }, { $set: { state: 'published' } })
}

export async function dropPrepared(db: Db, version: number): Promise<void> {
  await versionsOf(db).deleteOne({ _id: version, state: 'prepared' })
}

export async function findVersion(db: Db, version: number): Promise<VersionDocument | undefined> {
  const [pointer, found] = await Promise.all([readPointer(db), versionsOf(db).findOne({ _id: version })])
  return found !== null && (found.state === 'published' || pointer?.version === version) ? found : undefined
}

/** Published versions, newest first. */
export async function listVersions(db: Db, limit: number): Promise<RuleVersion[]> {
  const pointer = await readPointer(db)
  const published = { $or: [{ state: 'published' as const }, { _id: pointer?.version ?? -1 }] }
  const found = await versionsOf(db).find(published).sort({ _id: -1 }).limit(limit).toArray()
  return found.map(({ _id, state: _, ...facts }) => ({
    version: _id,
    ...facts,
    current: pointer?.version === _id,
  }))
}

function versionsOf(db: Db) {
  return db.collection<VersionDocument>(versionsName)
}
