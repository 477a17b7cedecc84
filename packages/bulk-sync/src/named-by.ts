import { EloquaAmbiguousNameError, EloquaUnknownNameError } from '@dwmops/eloqua-client'
import type { SettingName } from '@dwmops/fleet'
import { SettingsError, unknownName } from '@dwmops/job-runner'

/**
 * What a setting names in Eloqua. Throws SettingsError when there is no such thing, or more than one: no later run does better.
 * `what`: what is looked for, such as `contact list`.
 */
export async function namedBy<T>(setting: SettingName, what: string, find: () => Promise<T> | T): Promise<T> {
  try {
    return await find()
  } catch (error) {
    if (error instanceof EloquaUnknownNameError) {
      const { wanted, known } = error
      throw unknownName({ setting, what: `${what} of Eloqua, or its id`, wanted, known })
    }
    if (error instanceof EloquaAmbiguousNameError) {
      const { wanted, ids } = error
      const expected = `id of a ${what} of Eloqua: ${ids.length} are named exactly "${wanted}", with the ids ${ids.join(', ')}`
      throw new SettingsError([{ name: setting, expected }])
    }
    throw error
  }
}
