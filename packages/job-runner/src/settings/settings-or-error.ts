import type { StageName } from '@dwmops/fleet'
import type { StageJob, StageSettings } from '../run/stage-context.ts'
import { type Environment, parseSettings, settingsOfStage } from './parse-settings.ts'
import { SettingsError } from './settings-error.ts'

/** The settings of a stage, or all that is wrong with them. */
export function settingsOrError<S extends StageName>(
  { stage }: StageJob<S>,
  env: Environment,
): StageSettings<S> | SettingsError {
  try {
    return parseSettings(settingsOfStage(stage), env)
  } catch (error) {
    if (error instanceof SettingsError) return error
    throw error
  }
}
