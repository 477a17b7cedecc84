export {
  ConfigNotFoundError,
  InvalidRulesError,
  PublishConflictError,
  RuleStoreError,
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
export { openRuleStore, type RuleSnapshot, type RuleStore } from './rule-store.ts'
export type { PublishOptions, PublishReport, RuleProblem, RuleVersion } from './versions.ts'
