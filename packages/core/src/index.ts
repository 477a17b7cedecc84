export { clean } from './clean.ts'
export type { HistorySettings } from './config/read-history.ts'
export { type Correction, corrections, isCorrection } from './corrections.ts'
export { ConfigError, RulesError, WashingError } from './errors.ts'
export type { LintFinding } from './lint/finding.ts'
export { lintRules, lintSteps } from './lint/lint-rules.ts'
export { unknownCollectionFindings, unknownCollections } from './lint/unknown-collections.ts'
export {
  type RuleCollection,
  type RuleDocuments,
  type RuleProblem,
  type RuleProblemCode,
  type RuleType,
  type RuleTypeCounts,
  ruleCollections,
} from './rule-documents.ts'
export { textOf } from './text-of.ts'
export type {
  FieldChange,
  HistoryDocument,
  WashChange,
  Washed,
  WashFailure,
  WashFailureCode,
  WashRecord,
  WashResult,
} from './wash-result.ts'
export { compileWasher, type Washer, type WasherOptions } from './washer.ts'
