import { registerLogin } from '@dwmops/fleet'
import type { BasicCredentials } from './credentials.ts'
import type { Login } from './session.ts'

/** Basic authentication: the same header on every call; a refused one cannot be renewed. */
export function basicLogin(credentials: BasicCredentials): Login {
  const header = basicHeader(userName(credentials), credentials.password)
  return { header: async () => header }
}

/** `COMPANY\user`, one literal backslash. */
export function userName({ company, username }: BasicCredentials): string {
  return `${company}\\${username}`
}

/** The header of a login, which from now on is masked in what Eloqua says, as its secret is. */
export function basicHeader(name: string, secret: string): string {
  registerLogin(name, secret)
  return `Basic ${Buffer.from(`${name}:${secret}`, 'utf8').toString('base64')}`
}
