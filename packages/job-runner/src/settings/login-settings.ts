import type { SettingFault } from './settings-error.ts'

const password = [
  { key: 'eloquaCompany', name: 'ELOQUA_COMPANY', form: 'text' },
  { key: 'eloquaUsername', name: 'ELOQUA_USERNAME', form: 'text, or ELOQUA_USER' },
  { key: 'eloquaPassword', name: 'ELOQUA_PASSWORD', form: 'text, or ELOQUA_PASSWORD_FILE' },
] as const
const client = [
  { key: 'eloquaClientId', name: 'ELOQUA_CLIENT_ID', form: 'text' },
  { key: 'eloquaClientSecret', name: 'ELOQUA_CLIENT_SECRET', form: 'text, or ELOQUA_CLIENT_SECRET_FILE' },
] as const

/** What a login lacks: company, user and password; or by OAuth a client, and a refresh token or those three. */
export function loginFaults(values: Readonly<Record<string, unknown>>): SettingFault[] {
  const isGiven = (key: string) => values[key] !== undefined
  // a setting that is wrong by itself is not among the values, nor is one that this program does not read
  const isMissing = ({ key }: { readonly key: string }) => key in values && !isGiven(key)
  const missing = (needed: typeof password | typeof client, why: string) =>
    needed.filter(isMissing).map(({ name, form }) => ({ name, expected: `missing; ${form}${why}` }))

  const isOAuth = client.some(({ key }) => isGiven(key)) || isGiven('eloquaRefreshToken')
  if (!isOAuth) return missing(password, '; or OAuth: ELOQUA_CLIENT_ID')
  const lacksUser = password.some(isMissing) && isMissing({ key: 'eloquaRefreshToken' })
  const others = 'or ELOQUA_COMPANY, ELOQUA_USERNAME and ELOQUA_PASSWORD'
  return [
    ...missing(client, '; OAuth needs it'),
    ...(lacksUser ? [{ name: 'ELOQUA_REFRESH_TOKEN', expected: `missing; OAuth needs it, ${others}` }] : []),
  ]
}
