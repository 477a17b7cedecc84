export { type AlertCondition, type AlertName, alertConditions, syncBudget } from './alert-conditions.ts'
export { type ContactFields, contactFields } from './contact-fields.ts'
export { type DeadLetterCode, deadLetterCode } from './dead-letter-codes.ts'
export { exitCodes, isFailure, isSuccess, type RunResult } from './exit-codes.ts'
export { maskSecrets, registerAddress, registerLogin, registerSecret } from './known-secrets.ts'
export { maskAddresses } from './mask-addresses.ts'
export {
  type MetricDefinition,
  type MetricLabels,
  type MetricName,
  metricsTable,
  type StageMetricName,
} from './metrics-table.ts'
export { nextRunOf } from './next-run.ts'
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
  addressPaths,
  asExported,
  asText,
  correctionFault,
  type ExportedValues,
  exportedAddress,
  exportedValues,
  fieldText,
  withCorrectedValue,
  withExportedValues,
} from './washed-payload.ts'
