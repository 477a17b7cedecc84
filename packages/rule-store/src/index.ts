export {
  ConfigNotFoundError,
  InvalidRulesError,
  PublishConflictError,
  RuleStoreError,
  RulesChangingError,
  VersionNotFoundError,
} from './errors.ts'
export type { HistoryEntry, HistoryReceipt } from './history.ts'
export {
  type ConfigDocument,
  type RuleCollection,
  type RuleDocument,
  type RuleDocuments,
  type RuleSet,
  ruleCollections,
} from './rule-collections.ts'
export type { CollectionDiff, ConfigDiff, RuleSetDiff } from './rule-set-diff.ts'
export type { RuleSnapshot } from './rule-snapshot.ts'
export { openRuleStore, type RuleStore } from './rule-store.ts'
export type { PublishOptions, PublishReport, RuleVersion } from './versions.ts'
