import { type Environment, parseSettings, SettingsError } from '@dwmops/job-runner'
import { type UndoSettings, undoSettings } from '@dwmops/undo'
import type { Logger } from 'pino'

/** The settings of undos, where they are there: a server without a login to Eloqua serves everything else. */
export function undoSettingsOf(env: Environment, log: Logger): UndoSettings | undefined {
  try {
    return parseSettings(undoSettings, env)
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    log.info({ missing: error.faults.map(({ name }) => name) }, 'no undos: settings of Eloqua are missing')
    return undefined
  }
}
