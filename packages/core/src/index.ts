export { clean } from './clean.ts'
export type { Correction } from './config/corrections.ts'
export type { HistorySettings } from './config/read-history.ts'
export { ConfigError } from './errors.ts'
export type { LintFinding } from './lint/finding.ts'
export { inertRules, lintRules, lintSteps } from './lint/lint-rules.ts'
export { LintedPatterns } from './lint/linted-patterns.ts'
export { type RuleSays, ruleInWords, ruleSays } from './lint/rule-in-words.ts'
export { unknownCollectionFindings, unknownCollections } from './lint/unknown-collections.ts'
export { type CheckedExample, checkExamples, type RuleExample } from './rules/check-examples.ts'
export {
  type RuleCollection,
  type RuleDocuments,
  type RuleProblem,
  type RuleProblemCode,
  type RuleType,
  type RuleTypeCounts,
  ruleCollections,
} from './rules/rule-documents.ts'
export { textOf } from './text-of.ts'
export { type FieldTrace, type TraceStep, traceWash } from './wash/trace-wash.ts'
export type {
  FieldChange,
  HistoryDocument,
  WashChange,
  Washed,
  WashFailure,
  WashFailureCode,
  WashRecord,
  WashResult,
} from './wash/wash-result.ts'
export { compileWasher, type Washer, type WasherOptions } from './wash/washer.ts'
