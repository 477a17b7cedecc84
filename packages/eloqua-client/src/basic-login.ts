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

export function basicHeader(name: string, secret: string): string {
  return `Basic ${Buffer.from(`${name}:${secret}`, 'utf8').toString('base64')}`
}
