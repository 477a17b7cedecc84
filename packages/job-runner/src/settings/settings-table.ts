import {
  apiSettings,
  commonSettings,
  type SettingDefinition,
  type SettingName,
  type Stage,
  type StageName,
  settingDefinitions,
  stages,
} from '@dwmops/fleet'
import { defaultOf } from './parse-settings.ts'

/** One row of the settings' documentation. */
export interface SettingRow {
  readonly name: SettingName
  /** Other names that are read when `name` is not set. */
  readonly alsoAs: readonly string[]
  readonly form: string
  /** `required`, `unset`, or the default; where stages differ, each default with its stages. */
  readonly default: string
  readonly unit: string
  readonly meaning: string
  readonly secret: boolean
  readonly stages: readonly StageName[]
  /** Whether the HTTP API reads it. */
  readonly api: boolean
}

/** Every setting with form, default, unit and the stages that read it. */
export function settingsTable(): readonly SettingRow[] {
  return (Object.keys(settingDefinitions) as SettingName[]).map((name) => {
    const setting: SettingDefinition = settingDefinitions[name]
    const readers = stages.filter((stage) => reads(stage, name))
    return {
      name,
      alsoAs: [...(setting.aliases ?? []), ...(setting.secret ? [`${name}_FILE`] : [])],
      form: setting.readsFile ? `path of a ${setting.form.words}` : setting.form.words,
      default: shownDefault(setting, readers),
      unit: setting.unit ?? '',
      meaning: setting.meaning,
      secret: setting.secret === true,
      stages: readers.map((stage) => stage.name),
      api: (apiSettings as readonly SettingName[]).includes(name),
    }
  })
}

function reads(stage: Stage, name: SettingName): boolean {
  return stage.settings.includes(name) || (commonSettings as readonly SettingName[]).includes(name)
}

function shownDefault(setting: SettingDefinition, readers: readonly Stage[]): string {
  if (setting.presence === 'required') return 'required'
  if (setting.readsFile && setting.presence === 'default') return 'built in'
  if (setting.neededWhen !== undefined) return `required when ${setting.neededWhen}`
  if (setting.presence === 'optional') return 'unset'
  const byDefault = Map.groupBy(readers, (stage) => defaultOf(setting, stage) ?? '')
  if (byDefault.size <= 1) return [...byDefault.keys()].join() || (setting.default ?? '')
  return [...byDefault]
    .map(([value, users]) => `${value} (${users.map((stage) => stage.name).join(', ')})`)
    .join(', ')
}
