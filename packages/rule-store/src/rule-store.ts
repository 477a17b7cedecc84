import type { Db } from 'mongodb'
import type { HistoryEntry, HistoryReceipt } from './history.ts'
import type { ConfigDocument, RuleDocuments, RuleSet } from './rule-collections.ts'
import type { RuleSetDiff } from './rule-set-diff.ts'
import type { PublishOptions, PublishReport, RuleVersion } from './versions.ts'

/** One consistent set of rules with one config, for a batch. */
export interface RuleSnapshot {
  readonly rules: RuleDocuments
  readonly config: ConfigDocument
  /** Names this very content, however it came about: equal versions are equal rules. */
  readonly version: string
}

/** Rules, configs and contact history of one rules database. */
export interface RuleStore {
  /** Makes the indexes, each named after the query it serves; harmless to repeat. */
  ensureIndexes(): Promise<void>
  /** One consistent set: never half of an import. Throws ConfigNotFoundError. */
  snapshot(configName: string): Promise<RuleSnapshot>
  /** Whether the rules are no longer those of `version`: two small commands at most, so that a batch can ask. */
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
  /** Published versions, newest first. */
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
  throw new Error(`rule store of ${db.databaseName}: not built yet`)
}
