import { setTimeout as delay } from 'node:timers/promises'
import type { Db } from 'mongodb'
import { ConfigNotFoundError, RulesChangingError } from '../errors.ts'
import { readArchivedSet } from '../publish/set-archive.ts'
import { findVersionDocument, noteHash } from '../publish/versions.ts'
import { type Fingerprint, takeFingerprint } from './fingerprint.ts'
import { placeRules } from './place-rules.ts'
import { readLiveRules } from './read-rules.ts'
import { type DocumentChange, withChange } from './rule-change.ts'
import type { ConfigDocument, RuleDocuments } from './rule-collections.ts'
import { hashOf } from './rule-content.ts'
import { publicSet, type StoredRules } from './stored-rules.ts'

/** One consistent set of rules with one config, for a batch. */
export interface RuleSnapshot {
  readonly rules: RuleDocuments
  readonly config: ConfigDocument
  /** Names this very content, however it came about: equal versions are equal rules. */
  readonly version: string
}

/** A set read whole, and the fingerprint that stands for it. */
export interface ConsistentRules {
  readonly stored: StoredRules
  readonly hash: string
  readonly fingerprint: Fingerprint
}

const attempts = 8
const firstPauseMs = 50

/**
 * Reads all rules as one set: an archived version while one is being applied; else the live collections, read until nothing
 * changed from before the reading to after it. Rules without a place get it first. Throws RulesChangingError when that does not happen in some seconds.
 */
export async function readConsistently(db: Db): Promise<ConsistentRules> {
  let before = await takeFingerprint(db)
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const change = before.pointer?.applying ? await changeOf(db, before.pointer.version) : undefined
    if (before.pointer?.applying && change === undefined) {
      const { hash } = before.pointer
      return { stored: await readArchivedSet(db, hash), hash, fingerprint: before }
    }
    const live = await readLiveRules(db, before.pointer !== undefined)
    if (change === undefined && (await placeRules(db, live))) {
      before = await takeFingerprint(db)
      continue
    }
    // one change is one write: the live collections are there already, or but for it
    const stored = change === undefined ? live : withChange(live, change)
    const after = await takeFingerprint(db)
    if (isSame(before, after)) return { stored, hash: hashOf(stored), fingerprint: after }
    before = after
    await delay(firstPauseMs * 2 ** attempt)
  }
  throw new RulesChangingError(db.databaseName, attempts)
}

async function changeOf(db: Db, version: number): Promise<DocumentChange | undefined> {
  return (await findVersionDocument(db, version))?.change
}

/** The set with the config of this name. Throws ConfigNotFoundError. */
export function snapshotOf(
  { stored, hash }: ConsistentRules,
  configName: string,
  database: string,
): RuleSnapshot {
  const { rules, configs } = publicSet(stored)
  const config = configs.find((document) => document['configName'] === configName)
  if (config === undefined) throw new ConfigNotFoundError(configName, database)
  return { rules, config, version: hash }
}

/** Gives the current version its hash, when it is one change and these are its rules, so that a wash can be traced to it. */
export async function noteHashOf(db: Db, { hash, fingerprint }: ConsistentRules): Promise<void> {
  const { pointer, live } = fingerprint
  if (pointer?.hash === '' && pointer.live === live) await noteHash(db, pointer.version, hash)
}

export function isSame(one: Fingerprint, other: Fingerprint): boolean {
  return (
    one.live === other.live &&
    one.pointer?.version === other.pointer?.version &&
    one.pointer?.applying === other.pointer?.applying
  )
}
