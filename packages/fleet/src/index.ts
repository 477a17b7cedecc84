export { type ContactFields, contactFields } from './contact-fields.ts'
export { exitCodes, isFailure, isSuccess, type RunResult } from './exit-codes.ts'
export { maskSecrets, registerLogin, registerSecret } from './known-secrets.ts'
export {
  type MetricDefinition,
  type MetricLabels,
  type MetricName,
  metricsTable,
  type StageMetricName,
} from './metrics-table.ts'
export { Secret } from './secret.ts'
export {
  type ApiSettingName,
  apiSettings,
  type CommonSettingName,
  commonSettings,
  proxySettings,
  type SettingDefinition,
  type SettingName,
  type SettingsOf,
  settingDefinitions,
} from './setting-definitions.ts'
export type { IndicatorFields, ObjectRef } from './setting-forms.ts'
export {
  eloquaSettings,
  type FleetQueue,
  type Stage,
  type StageName,
  type StageSettingName,
  stageNamed,
  stages,
} from './stages.ts'
export {
  asText,
  type ExportedValues,
  exportedAddress,
  exportedValues,
  withExportedValues,
} from './washed-payload.ts'
