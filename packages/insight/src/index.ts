export { type Fight, type Fights, fightingRules } from './analytics/fighting-rules.ts'
export { type IdleRules, idleRules } from './analytics/idle-rules.ts'
export { type HitsByRule, ruleHits } from './analytics/rule-hits.ts'
export { shadowedRules } from './analytics/shadowed-rules.ts'
export type { RuleSuggestion } from './analytics/suggest-rule.ts'
export {
  type UncoveredField,
  type UncoveredOptions,
  type UncoveredValues,
  uncoveredValues,
} from './analytics/uncovered-values.ts'
export { changesOfRun, type RunChange } from './changes/changes-of-run.ts'
export type { Databases } from './databases.ts'
export type { DrainForecast } from './forecast/drain-forecast.ts'
export { forecastOf, type QueueForecast, readForecast } from './forecast/read-forecast.ts'
export {
  type Overview,
  type OverviewOptions,
  readOverview,
  type StageOverview,
} from './overview/read-overview.ts'
export { newFindings } from './preview/new-findings.ts'
export type { Preview, PreviewConflict, PreviewGroup, PreviewSample, RuleRef } from './preview/preview.ts'
export type { PreviewSource } from './preview/preview-contacts.ts'
export { type PreviewOptions, previewRules } from './preview/preview-rules.ts'
export { type PreviewedChange, type PreviewedChanges, previewedChanges } from './preview/previewed-changes.ts'
export { type StageDay, stageHistory } from './stages/stage-history.ts'
export { type KnownField, type KnownFields, knownFields } from './timeline/known-fields.ts'
export { readTimeline } from './timeline/read-timeline.ts'
export type {
  RulesRef,
  RunRef,
  Timeline,
  TimelineChange,
  TimelineExport,
  TimelineHop,
  TimelineNow,
  TimelineSync,
  TimelineWash,
} from './timeline/timeline.ts'
