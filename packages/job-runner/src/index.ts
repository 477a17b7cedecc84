export { isMongodbUnavailable } from '@dwmops/mongo'
export { connectMongodb } from './connect-mongodb.ts'
export type { ErrorDescription } from './log/describe-error.ts'
export { createLogger, type LogBindings } from './log/logger.ts'
export { maskText } from './log/mask.ts'

export { openServiceLog } from './log/service-log.ts'
export { type ClaimEvent, claimEventsOfLastHour, recordClaimEvent } from './run/claim-events.ts'
export type { Progress, ProgressState } from './run/progress.ts'
export { type EndedRun, runJob } from './run/run-job.ts'
export { mayBeTheRecords } from './run/run-outcome.ts'
export { runStage } from './run/run-stage.ts'
export {
  ensureRunIndexes,
  type FindRunsOptions,
  findRuns,
  type ListRunsOptions,
  lastSuccess,
  listRuns,
  type RunDocument,
  readRun,
  runsSince,
} from './run/runs.ts'
export type {
  RunCounts,
  RunMetrics,
  StageContext,
  StageJob,
  StageSettings,
  ValueCounts,
  ValueResult,
} from './run/stage-context.ts'
export { type EgressProxy, egressProxyOf } from './settings/egress-proxy.ts'
export { registerSecretsOf } from './settings/known-secrets.ts'

export {
  defineSettings,
  type Environment,
  parseSettings,
  type SettingsDefinition,
  settingsOfStage,
} from './settings/parse-settings.ts'
export { type SettingFault, SettingsError } from './settings/settings-error.ts'
export type { SettingRow } from './settings/settings-table.ts'
export { type UnknownName, unknownName } from './settings/unknown-name.ts'
