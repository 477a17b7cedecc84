import type { LintFinding } from '@dwmops/core'
import type { Db } from 'mongodb'
import { InvalidRulesError, PublishConflictError } from './errors.ts'
import { takeFingerprint } from './fingerprint.ts'
import { finishApplying } from './finish-applying.ts'
import { judgeSet } from './judge-set.ts'
import { prepareSet } from './prepare-set.ts'
import { refuseUnstorableSet } from './refuse-unstorable.ts'
import type { RuleSet } from './rule-collections.ts'
import { hashOf } from './rule-content.ts'
import { diffSets, isEmpty } from './rule-set-diff.ts'
import { type ConsistentRules, isSame, readConsistently } from './rule-snapshot.ts'
import { archiveSet } from './set-archive.ts'
import { publicSet, type StoredRules } from './stored-rules.ts'
import { noVersion, readVersionContent } from './version-content.ts'
import { movePointer, type VersionPointer } from './version-pointer.ts'
import {
  addVersion,
  dropPrepared,
  findVersionDocument,
  markPublished,
  type PublishOptions,
  type PublishReport,
} from './versions.ts'

/**
 * Publishes a set: archives it, moves the pointer to it (the moment in which it takes effect, whole), and then makes the live
 * collections equal to it, during which readers take the archived set. A publisher that dies in between is finished by the next.
 * Rules that were changed by hand since the last version are first kept as a version of their own, so that there is a way back.
 */
export async function publishSet(db: Db, set: RuleSet, options: PublishOptions): Promise<PublishReport> {
  refuseUnstorableSet(set)
  const findings = await judgeSet(set)
  refuseErrors(findings, options)
  await finishApplying(db)
  const now = await readConsistently(db)
  if (options.onto !== undefined && options.onto !== (now.fingerprint.pointer?.version ?? noVersion))
    throw new PublishConflictError(db.databaseName)
  const diff = diffSets(publicSet(now.stored), set)
  if (isEmpty(diff) || options.dryRun) return { version: undefined, diff, findings }
  await keepUnpublished(db, now)
  const prepared = prepareSet(set, now.stored)
  const version = await switchTo(db, prepared, now, options)
  await markPublished(db, version)
  await finishApplying(db)
  return { version, diff, findings }
}

function refuseErrors(findings: readonly LintFinding[], { acceptErrors }: PublishOptions): void {
  if (!acceptErrors && findings.some((finding) => finding.severity === 'error'))
    throw new InvalidRulesError(findings)
}

/** Keeps rules that were changed by hand as a version, and returns its number; undefined when there is nothing to keep. */
export async function keepUnpublished(db: Db, now: ConsistentRules): Promise<number | undefined> {
  const isPublished = (await publishedHash(db, now.fingerprint.pointer)) === now.hash
  const isNothing = Object.values(now.stored).every((documents) => documents.length === 0)
  if (isPublished || isNothing) return undefined
  await archiveSet(db, now.hash, now.stored)
  const facts = { ...factsOf(now.stored, now.hash), who: 'unknown', note: 'as found: changed by hand' }
  const version = await addVersion(db, { ...facts, state: 'published' })
  if (version === undefined) throw new PublishConflictError(db.databaseName)
  return version
}

async function publishedHash(db: Db, pointer: VersionPointer | undefined): Promise<string | undefined> {
  if (pointer === undefined || pointer.hash !== '') return pointer?.hash
  const known = (await findVersionDocument(db, pointer.version))?.hash
  return known || hashOf(await readVersionContent(db, pointer.version))
}

/** Archives the set and moves the pointer, unless the rules are no longer those that the set was prepared for. */
async function switchTo(
  db: Db,
  prepared: StoredRules,
  now: ConsistentRules,
  { who, note = '' }: PublishOptions,
): Promise<number> {
  const hash = hashOf(prepared)
  await archiveSet(db, hash, prepared)
  const version = await addVersion(db, { ...factsOf(prepared, hash), who, note, state: 'prepared' })
  if (version === undefined) throw new PublishConflictError(db.databaseName)
  const untouched = isSame(await takeFingerprint(db), now.fingerprint)
  if (untouched && (await movePointer(db, now.fingerprint.pointer, { version, hash }))) return version
  await dropPrepared(db, version)
  throw new PublishConflictError(db.databaseName)
}

function factsOf(stored: StoredRules, hash: string) {
  const { config, ...rules } = stored
  const count = Object.values(rules).reduce((sum, documents) => sum + documents.length, 0)
  return { publishedAt: new Date(), hash, rules: count, configs: config.length }
}
