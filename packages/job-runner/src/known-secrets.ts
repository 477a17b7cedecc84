import { unescape as decoded } from 'node:querystring'
import type { SettingName, SettingsOf } from '@dwmops/fleet'
import { defineSettings, type Environment, parseSettings } from './parse-settings.ts'
import { SettingsError } from './settings-error.ts'

/** One setting by itself; undefined when it is wrong, which is told together with all the others. */
export function oneSetting<N extends SettingName>(name: N, env: Environment): SettingsOf<N> | undefined {
  try {
    return parseSettings(defineSettings([name]), env)
  } catch (error) {
    if (error instanceof SettingsError) return undefined
    throw error
  }
}

const loginNames = ['ELOQUA_PASSWORD', 'ELOQUA_CLIENT_SECRET', 'ELOQUA_REFRESH_TOKEN'] as const

/** Values in the environment, or in files it names, that nobody may print, whether or not they are right as settings. */
export function knownSecrets(env: Environment): string[] {
  const login = [
    oneSetting('ELOQUA_PASSWORD', env)?.eloquaPassword,
    oneSetting('ELOQUA_CLIENT_SECRET', env)?.eloquaClientSecret,
    oneSetting('ELOQUA_REFRESH_TOKEN', env)?.eloquaRefreshToken,
  ].map((secret) => secret?.reveal())
  const addresses = [
    env['MONGODB_URL'],
    oneSetting('MONGODB_URL', env)?.mongodbUrl.reveal(),
    env['PUSHGATEWAY'],
    ...['HTTPS_PROXY', 'HTTP_PROXY', 'https_proxy', 'http_proxy'].map((name) => env[name]),
  ]
  return [...loginNames.map((name) => env[name]), ...login, ...addresses.flatMap(passwordsIn)].filter(
    (secret): secret is string => secret !== undefined && secret !== '',
  )
}

/** The password in `scheme://user:password@host`, as written and decoded. */
function passwordsIn(address: string | undefined): string[] {
  const password = /^[a-z][\w+.-]*:\/\/[^/?#:@]*:([^/?#]*)@/i.exec(address ?? '')?.[1]
  return password === undefined ? [] : [password, decoded(password)]
}
