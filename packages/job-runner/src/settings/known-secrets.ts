import { readFileSync } from 'node:fs'
import {
  registerAddress,
  registerLogin,
  registerSecret,
  type SettingDefinition,
  type SettingName,
  type SettingsOf,
  settingDefinitions,
} from '@dwmops/fleet'
import { defineSettings, type Environment, parseSettings } from './parse-settings.ts'
import { SettingsError } from './settings-error.ts'

/** One setting by itself; undefined when it is wrong, which is reported together with all other faults. */
export function oneSetting<N extends SettingName>(name: N, env: Environment): SettingsOf<N> | undefined {
  try {
    return parseSettings(defineSettings([name]), env)
  } catch (error) {
    if (error instanceof SettingsError) return undefined
    throw error
  }
}

const secretSettings = Object.entries(settingDefinitions)
  .filter(([, setting]: [string, SettingDefinition]) => setting.secret === true)
  .map(([name]) => name)
/** Read by commands of dwm alone. */
const ofCommands = ['SOURCE_MONGODB_URL']

/**
 * Registers what nobody may print: secrets in the environment and in files that it names, and the password of every address in it,
 * whether or not they are right as settings, or read by this program.
 */
export function registerSecretsOf(env: Environment): void {
  for (const name of [...secretSettings, ...ofCommands])
    for (const value of valuesOf(name, env)) registerSecret(value)
  for (const [name, value = ''] of Object.entries(env)) {
    if (value.includes('://')) registerAddress(value.trim())
    // some programs take a proxy without its scheme
    else if (/_proxy$/i.test(name)) registerAddress(`http://${value.trim()}`)
  }
  const company = env['ELOQUA_COMPANY']?.trim()
  const user = `${company}\\${(env['ELOQUA_USERNAME'] || env['ELOQUA_USER'])?.trim()}`
  if (company) registerSecret(user)
  for (const password of valuesOf('ELOQUA_PASSWORD', env)) registerLogin(user, password)
  for (const secret of valuesOf('ELOQUA_CLIENT_SECRET', env))
    registerLogin(env['ELOQUA_CLIENT_ID']?.trim() ?? '', secret)
}

function valuesOf(name: string, env: Environment): string[] {
  return [env[name], contentOf(env[`${name}_FILE`]?.trim())].filter((value) => value !== undefined)
}

function contentOf(path: string | undefined): string | undefined {
  if (!path) return undefined
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    // reported as a fault of the setting
    return undefined
  }
}
