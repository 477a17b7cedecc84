import type { LintFinding } from '@dwmops/core'
import { retryTransient } from '@dwmops/mongo'
import type { Db } from 'mongodb'
import { InvalidRulesError, PublishConflictError } from '../errors.ts'
import { exampleFindings } from '../judge/example-findings.ts'
import { judgeSet } from '../judge/judge-set.ts'
import { refusingFindings } from '../judge/refusing-findings.ts'
import { takeFingerprint } from '../rules/fingerprint.ts'
import type { RuleSet } from '../rules/rule-collections.ts'
import { hashOf } from '../rules/rule-content.ts'
import { type ConsistentRules, isSame, readConsistently } from '../rules/rule-snapshot.ts'
import { publicSet, type StoredRules } from '../rules/stored-rules.ts'
import { finishApplying } from './finish-applying.ts'
import { prepareSet } from './prepare-set.ts'
import { refuseUnstorableSet } from './refuse-unstorable.ts'
import { diffSets, isEmpty } from './rule-set-diff.ts'
import { archiveSet } from './set-archive.ts'
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
  const findings = [...(await judgeSet(set)), ...exampleFindings(set)]
  refuseErrors(findings, options)
  await finishApplying(db)
  const now = await retryTransient('read the rules', () => readConsistently(db))
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

/** Throws InvalidRulesError for errors that the publisher does not accept; of a dry run failed examples are reported alone. */
export function refuseErrors(findings: readonly LintFinding[], options: PublishOptions): void {
  const { dryRun = false, acceptFailedExamples = dryRun } = options
  if (refusingFindings(findings, { ...options, acceptFailedExamples }).length > 0)
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
  const current = await retryTransient('ask whether the rules have changed', () => takeFingerprint(db))
  const untouched = isSame(current, now.fingerprint)
  if (untouched && (await movePointer(db, now.fingerprint.pointer, { version, hash }))) return version
  await dropPrepared(db, version)
  throw new PublishConflictError(db.databaseName)
}

function factsOf(stored: StoredRules, hash: string) {
  const { config, ...rules } = stored
  const count = Object.values(rules).reduce((sum, documents) => sum + documents.length, 0)
  return { publishedAt: new Date(), hash, rules: count, configs: config.length }
}
