export type { RuleComment, RuleComments } from './comments/rule-comments.ts'
export {
  ConfigNotFoundError,
  DraftNotFoundError,
  InvalidRulesError,
  PublishConflictError,
  RuleChangedError,
  RuleNotFoundError,
  RulesChangingError,
  VersionNotFoundError,
} from './errors.ts'
export { dropHistory } from './history/drop-history.ts'
export { type HistoryEntry, type HistoryReceipt, historyId } from './history/history.ts'
export type { HistoryReads } from './history/history-reads.ts'
export { type NetChange, netChange } from './history/net-change.ts'
export { historyIdNames, type StoredChange, type StoredWash } from './history/read-history.ts'
export type { Revert, RevertState, Reverts, RevertValue } from './history/reverts.ts'
export { exampleFindings } from './judge/example-findings.ts'
export { inSlices } from './judge/in-slices.ts'
export { judgeSet } from './judge/judge-set.ts'
export { refusingFindings } from './judge/refusing-findings.ts'
export type { Draft, DraftGround, Drafts } from './publish/drafts.ts'
export { type CollectionDiff, type ConfigDiff, diffSets, type RuleSetDiff } from './publish/rule-set-diff.ts'
export type { PublishOptions, PublishReport, RuleVersion, VersionChange } from './publish/versions.ts'
export { openRuleStore, type RuleStore } from './rule-store.ts'
export type { RuleChange, RuleChangeReport } from './rules/change-rule.ts'
export type { RulePage, RuleQuery, StoredRule } from './rules/find-rules.ts'
export {
  byCollection,
  type ConfigDocument,
  type RuleCollection,
  type RuleDocument,
  type RuleDocuments,
  type RuleSet,
  ruleCollections,
} from './rules/rule-collections.ts'
export { etagOf as ruleEtag } from './rules/rule-etag.ts'
export type { RuleSnapshot } from './rules/rule-snapshot.ts'
export type { WashQuery } from './washes/read-washes.ts'
export type { RuleHits } from './washes/rule-hits.ts'
export type { NotedChange, NotedWash, WashFacts, WashNote } from './washes/wash-note.ts'
export type { WashNotes } from './washes/wash-notes.ts'
