import { loginFaults } from './login-settings.ts'
import type { SettingFault } from './settings-error.ts'

type Values = Readonly<Record<string, unknown>>

interface CrossRule {
  readonly name: string
  readonly expected: string
  readonly broken: (values: Values) => boolean
}

const rules: readonly CrossRule[] = [
  {
    name: 'ELOQUA_LOGIN_URL',
    expected: 'https:// when ENVIRONMENT is prod, unless it is on this machine: a password goes there',
    broken: ({ environment, eloquaLoginUrl }) => environment === 'prod' && isOpenToOthers(eloquaLoginUrl),
  },
  {
    name: 'ELOQUA_TOKEN_URL',
    expected: 'https:// when ENVIRONMENT is prod, unless it is on this machine: secrets go there',
    broken: ({ environment, eloquaTokenUrl }) => environment === 'prod' && isOpenToOthers(eloquaTokenUrl),
  },
]

/** What is wrong between settings that are right each by itself; a rule about a setting that is not there holds. */
export function crossFaults(values: Values): SettingFault[] {
  const broken = rules.filter((rule) => rule.broken(values)).map(({ name, expected }) => ({ name, expected }))
  return [...loginFaults(values), ...broken]
}

function isOpenToOthers(address: unknown): boolean {
  const url = typeof address === 'string' ? URL.parse(address) : null
  if (url === null || url.protocol === 'https:') return false
  return !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)
}
