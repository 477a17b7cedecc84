import type { LintFinding } from '@dwmops/core'
import { type IndexWait, retrying, retryTransient } from '@dwmops/mongo'
import type { Db } from 'mongodb'
import { openComments, type RuleComments } from './comments/rule-comments.ts'
import { VersionNotFoundError } from './errors.ts'
import { type HistoryEntry, type HistoryReceipt, writeHistory } from './history/history.ts'
import { type HistoryReads, openHistory } from './history/history-reads.ts'
import { openReverts, type Reverts } from './history/reverts.ts'
import { ensureRuleIndexes } from './indexes.ts'
import { judgeRule } from './judge/judge-rule.ts'
import { lintOrder } from './judge/lint-order.ts'
import { diffOfChange } from './publish/diff-of-change.ts'
import { type Drafts, openDrafts } from './publish/drafts.ts'
import { publishSet } from './publish/publish.ts'
import { diffSets, type RuleSetDiff } from './publish/rule-set-diff.ts'
import { readVersionContent } from './publish/version-content.ts'
import { readPointer } from './publish/version-pointer.ts'
import {
  findVersion,
  listVersions,
  type PublishOptions,
  type PublishReport,
  type RuleVersion,
} from './publish/versions.ts'
import { changeRule, type RuleChange, type RuleChangeReport } from './rules/change-rule.ts'
import { ChangeWatch } from './rules/change-watch.ts'
import {
  countRules,
  findRule,
  findRules,
  listConfigs,
  type RulePage,
  type RuleQuery,
  type StoredRule,
} from './rules/find-rules.ts'
import type { RuleCollection, RuleDocument, RuleSet } from './rules/rule-collections.ts'
import { noteHashOf, type RuleSnapshot, readConsistently, snapshotOf } from './rules/rule-snapshot.ts'
import { publicSet } from './rules/stored-rules.ts'
import { openWashes, type WashNotes } from './washes/wash-notes.ts'

/** Rules, configs and contact history of one rules database. */
export interface RuleStore {
  /** Makes the indexes, each named after the query it serves; harmless to repeat. */
  ensureIndexes(wait?: IndexWait): Promise<void>
  /** One consistent set: never half of an import. Throws ConfigNotFoundError, RulesChangingError. */
  snapshot(configName: string): Promise<RuleSnapshot>
  /** The names of all configs. */
  configNames(): Promise<string[]>
  /** Whether the rules may no longer be those of `version`, the last snapshot's: one small command, so that a batch can ask. */
  changedSince(version: string): Promise<boolean>
  /**
   * Writes the history of a batch: each document on top of its contact's chain (`_current` 0, earlier ones moved up by one,
   * over all configs). Three commands a batch. Repeating a batch, whole or in part, changes nothing but the content.
   */
  writeHistory(entries: readonly HistoryEntry[]): Promise<HistoryReceipt>
  /** What contactHistory holds. */
  readonly history: HistoryReads
  /** Which rules and which run did what the history says: kept beside it, as its shape belongs to others too. */
  readonly washes: WashNotes
  /** Rule sets that somebody is thinking about. */
  readonly drafts: Drafts
  /** What undos reverted. */
  readonly reverts: Reverts
  /** What people say of rules. */
  readonly comments: RuleComments
  /** All rules and configs as they are now. */
  exportSet(): Promise<RuleSet>
  /** All rules and configs of a published version. Throws VersionNotFoundError. */
  versionSet(version: number): Promise<RuleSet>
  /** Published versions, newest first; 50 by default. */
  versions(limit?: number, before?: number): Promise<RuleVersion[]>
  /** One published version; undefined when none of this number was. */
  version(version: number): Promise<RuleVersion | undefined>
  /** The version that counts; undefined while none was ever published. */
  currentVersion(): Promise<RuleVersion | undefined>
  /** A page of rules. Throws RangeError for a cursor that is none. */
  findRules(query: RuleQuery): Promise<RulePage>
  /** How many rules each collection holds. */
  countRules(): Promise<Record<RuleCollection, number>>
  /** One rule as it stands; undefined when it is not there. */
  findRule(collection: RuleCollection, id: string): Promise<StoredRule<RuleCollection> | undefined>
  /** All configs as they stand. */
  configs(): Promise<StoredRule<'config'>[]>
  /** What is wrong with one rule, by itself and beside those that a value meets together with it. */
  judgeRule(collection: RuleCollection, document: RuleDocument, id?: string): Promise<readonly LintFinding[]>
  /** Collections of the live rules whose order nobody knows. */
  lintOrder(): Promise<readonly LintFinding[]>
  /**
   * Publishes the change of one rule or config as a version, at a cost that hardly grows with the others. Throws RuleNotFoundError,
   * RuleChangedError, InvalidRulesError, PublishConflictError.
   */
  changeRule(change: RuleChange, options: PublishOptions): Promise<RuleChangeReport>
  /** Makes a rule set the current one, all of it or nothing. Throws InvalidRulesError, PublishConflictError. */
  publish(set: RuleSet, options: PublishOptions): Promise<PublishReport>
  /** Publishes the content of an earlier version again, as a new one. */
  rollback(version: number, options: PublishOptions): Promise<PublishReport>
  /** What differs between two versions, the rules as they are now, or a set of somebody's. */
  diff(from: number | 'now', to: number | 'now' | RuleSet): Promise<RuleSetDiff>
}

/** Opens the rule store of a rules database; nothing is read or written until asked. */
export function openRuleStore(db: Db): RuleStore {
  const watch = new ChangeWatch(db)
  const exportSet = async () => publicSet((await readConsistently(db)).stored)
  const versionSet = async (version: number) => {
    const found = await findVersion(db, version)
    if (found === undefined) throw new VersionNotFoundError(version)
    return publicSet(await readVersionContent(db, version))
  }
  const reads = retrying('read the rules', readsOf(db, { exportSet, versionSet }))
  return {
    ...reads,
    ensureIndexes: (wait) => ensureRuleIndexes(db, wait),
    snapshot: (configName) =>
      retryTransient('read the rules', async () => {
        const rules = await readConsistently(db)
        await noteHashOf(db, rules)
        watch.remember(rules.hash, rules.fingerprint)
        return snapshotOf(rules, configName, db.databaseName)
      }),
    changedSince: (version) =>
      retryTransient('ask whether the rules have changed', () => watch.changedSince(version)),
    // a batch that is written again changes nothing
    writeHistory: (entries) => retryTransient('write the history', () => writeHistory(db, entries)),
    history: openHistory(db),
    drafts: openDrafts(db),
    reverts: openReverts(db),
    comments: openComments(db),
    washes: openWashes(db),
    changeRule: (change, options) => changeRule(db, change, options),
    publish: (set, options) => publishSet(db, set, options),
    async rollback(version, options) {
      const note = options.note ?? `back to version ${version}`
      return publishSet(db, await reads.versionSet(version), {
        acceptErrors: true,
        acceptFailedExamples: true,
        ...options,
        note,
      })
    },
  }
}

type Reads = Pick<
  RuleStore,
  | 'configNames'
  | 'exportSet'
  | 'versionSet'
  | 'versions'
  | 'version'
  | 'currentVersion'
  | 'findRules'
  | 'countRules'
  | 'findRule'
  | 'configs'
  | 'judgeRule'
  | 'lintOrder'
  | 'diff'
>

function readsOf(db: Db, { exportSet, versionSet }: Pick<RuleStore, 'exportSet' | 'versionSet'>): Reads {
  const setOf = async (which: number | 'now' | RuleSet) => {
    if (typeof which === 'object') return which
    return which === 'now' ? exportSet() : versionSet(which)
  }
  return {
    configNames: async () => (await listConfigs(db)).map(({ document }) => String(document['configName'])),
    exportSet,
    versionSet,
    versions: (limit = 50, before) => listVersions(db, limit, before),
    version: (version) => findVersion(db, version),
    currentVersion: async () => {
      const pointer = await readPointer(db)
      return pointer && findVersion(db, pointer.version)
    },
    findRules: (query) => findRules(db, query),
    countRules: () => countRules(db),
    findRule: (collection, id) => findRule(db, collection, id),
    configs: () => listConfigs(db),
    judgeRule: (collection, document, id) => judgeRule(db, collection, document, id),
    lintOrder: () => lintOrder(db),
    async diff(from, to) {
      const recorded =
        typeof from === 'number' && typeof to === 'number' && (await diffOfChange(db, from, to))
      return recorded || diffSets(await setOf(from), await setOf(to))
    },
  }
}
