import type { Db } from 'mongodb'
import { ChangeWatch } from './change-watch.ts'
import { VersionNotFoundError } from './errors.ts'
import { type HistoryEntry, type HistoryReceipt, writeHistory } from './history.ts'
import { ensureRuleIndexes } from './indexes.ts'
import { publishSet } from './publish.ts'
import type { RuleSet } from './rule-collections.ts'
import { diffSets, type RuleSetDiff } from './rule-set-diff.ts'
import { type RuleSnapshot, readConsistently, snapshotOf } from './rule-snapshot.ts'
import { readArchivedSet } from './set-archive.ts'
import { publicSet } from './stored-rules.ts'
import {
  findVersion,
  listVersions,
  type PublishOptions,
  type PublishReport,
  type RuleVersion,
} from './versions.ts'

/** Rules, configs and contact history of one rules database. */
export interface RuleStore {
  /** Makes the indexes, each named after the query it serves; harmless to repeat. */
  ensureIndexes(): Promise<void>
  /** One consistent set: never half of an import. Throws ConfigNotFoundError, RulesChangingError. */
  snapshot(configName: string): Promise<RuleSnapshot>
  /** Whether the rules may no longer be those of `version`, the last snapshot's: one small command, so that a batch can ask. */
  changedSince(version: string): Promise<boolean>
  /**
   * Writes the history of a batch: each document on top of its contact's chain (`_current` 0, earlier ones moved up by one,
   * over all configs). Three commands a batch. Repeating a batch, whole or in part, changes nothing but the content.
   */
  writeHistory(entries: readonly HistoryEntry[]): Promise<HistoryReceipt>
  /** All rules and configs as they are now. */
  exportSet(): Promise<RuleSet>
  /** All rules and configs of a published version. Throws VersionNotFoundError. */
  versionSet(version: number): Promise<RuleSet>
  /** Published versions, newest first; 50 unless told otherwise. */
  versions(limit?: number): Promise<RuleVersion[]>
  /** Makes a rule set the current one, all of it or nothing. Throws InvalidRulesError, PublishConflictError. */
  publish(set: RuleSet, options: PublishOptions): Promise<PublishReport>
  /** Publishes the content of an earlier version again, as a new one. */
  rollback(version: number, options: PublishOptions): Promise<PublishReport>
  /** What differs between two versions, or a version and the rules as they are now. */
  diff(from: number | 'now', to: number | 'now'): Promise<RuleSetDiff>
}

/** Opens the rule store of a rules database; nothing is read or written until asked. */
export function openRuleStore(db: Db): RuleStore {
  const watch = new ChangeWatch(db)
  const exportSet = async () => publicSet((await readConsistently(db)).stored)
  const versionSet = async (version: number) => {
    const found = await findVersion(db, version)
    if (found === undefined) throw new VersionNotFoundError(version)
    return publicSet(await readArchivedSet(db, found.hash))
  }
  const setOf = (version: number | 'now') => (version === 'now' ? exportSet() : versionSet(version))
  return {
    ensureIndexes: () => ensureRuleIndexes(db),
    async snapshot(configName) {
      const rules = await readConsistently(db)
      watch.remember(rules.hash, rules.fingerprint)
      return snapshotOf(rules, configName, db.databaseName)
    },
    changedSince: (version) => watch.changedSince(version),
    writeHistory: (entries) => writeHistory(db, entries),
    exportSet,
    versionSet,
    versions: (limit = 50) => listVersions(db, limit),
    publish: (set, options) => publishSet(db, set, options),
    async rollback(version, options) {
      const note = options.note ?? `back to version ${version}`
      return publishSet(db, await versionSet(version), { acceptErrors: true, ...options, note })
    },
    diff: async (from, to) => diffSets(await setOf(from), await setOf(to)),
  }
}
