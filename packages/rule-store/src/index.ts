export type { RuleChange, RuleChangeReport } from './change-rule.ts'
export type { Draft, Drafts } from './drafts.ts'
export {
  ConfigNotFoundError,
  DraftNotFoundError,
  InvalidRulesError,
  PublishConflictError,
  RuleChangedError,
  RuleNotFoundError,
  RuleStoreError,
  RulesChangingError,
  VersionNotFoundError,
} from './errors.ts'
export type { RulePage, RuleQuery, StoredRule } from './find-rules.ts'
export { type HistoryEntry, type HistoryReceipt, historyId } from './history.ts'
export { inSlices } from './in-slices.ts'
export { type NetChange, netChange } from './net-change.ts'
export type { StoredChange, StoredWash } from './read-history.ts'
export type { Revert, RevertState, Reverts, RevertValue } from './reverts.ts'
export {
  byCollection,
  type ConfigDocument,
  type RuleCollection,
  type RuleDocument,
  type RuleDocuments,
  type RuleSet,
  ruleCollections,
} from './rule-collections.ts'
export { etagOf as ruleEtag } from './rule-etag.ts'
export { type CollectionDiff, type ConfigDiff, diffSets, type RuleSetDiff } from './rule-set-diff.ts'
export type { RuleSnapshot } from './rule-snapshot.ts'
export { type HistoryReads, openRuleStore, type RuleStore, type WashNotes } from './rule-store.ts'
export type { PublishOptions, PublishReport, RuleVersion, VersionChange } from './versions.ts'
export type { WashQuery } from './washes/read-washes.ts'
export type { RuleHits } from './washes/rule-hits.ts'
export type { NotedChange, NotedWash, WashFacts, WashNote } from './washes/wash-note.ts'
