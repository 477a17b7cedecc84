export { isMongodbUnavailable } from '@dwmops/mongo'
export { type ClaimEvent, claimEventsOfLastHour, recordClaimEvent } from './claim-events.ts'
export { connectMongodb } from './connect-mongodb.ts'
export { describeError, type ErrorDescription } from './describe-error.ts'
export { type EgressProxy, egressProxyOf } from './egress-proxy.ts'
export { registerSecretsOf } from './known-secrets.ts'
export { createLogger, type LogBindings } from './logger.ts'
export { metricsMarkdown, settingsMarkdown } from './markdown-tables.ts'
export { maskText } from './mask.ts'
export { maskAddresses } from './mask-addresses.ts'
export {
  defineSettings,
  type Environment,
  parseSettings,
  type SettingsDefinition,
  settingsOfStage,
} from './parse-settings.ts'
export { type Progress, type ProgressState, startProgress } from './progress.ts'
export { type EndedRun, runJob } from './run-job.ts'
export { isRetryable, mayBeTheRecords } from './run-outcome.ts'
export { runStage } from './run-stage.ts'
export {
  ensureRunIndexes,
  type FindRunsOptions,
  findRuns,
  type ListRunsOptions,
  lastSuccess,
  listRuns,
  type RunDocument,
  readRun,
} from './runs.ts'
export { openServiceLog } from './service-log.ts'
export { type SettingFault, SettingsError } from './settings-error.ts'
export { type SettingRow, settingsTable } from './settings-table.ts'
export type {
  RunCounts,
  RunMetrics,
  StageContext,
  StageJob,
  StageSettings,
  ValueCounts,
  ValueResult,
} from './stage-context.ts'
export { type UnknownName, unknownName } from './unknown-name.ts'
