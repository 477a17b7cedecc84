import * as z from 'zod/mini'
import { Secret } from './secret.ts'

/** An object of Eloqua by its id, or by a name that is resolved at run time. */
export type ObjectRef = { readonly id: number } | { readonly name: string }

/** Fields of the indicator object. */
export interface IndicatorFields {
  readonly emailAddress: ObjectRef
  readonly dataStatus: ObjectRef
  readonly updatedTimestamp: ObjectRef
}

/** What a setting looks like: in words for people, as a schema from the text of the environment. */
export interface Form<T> {
  readonly words: string
  readonly schema: z.ZodMiniType<T, string>
}

/** Makes a form from a function that returns undefined for a text that is not of it. */
export function form<T>(words: string, read: (text: string) => T | undefined): Form<T> {
  const schema = z.pipe(
    z.string(),
    z.transform((text: string, context) => {
      const value = read(text)
      if (value !== undefined) return value
      context.issues.push({ code: 'custom', message: words, input: text })
      return z.NEVER
    }),
  )
  return { words, schema: schema as unknown as z.ZodMiniType<T, string> }
}

export const text = form('text', (given) => given)

export const secret = form('text', (given) => new Secret(given))

export function wholeNumber(least: number, most: number): Form<number> {
  return form(`whole number from ${least} to ${most}`, (given) => {
    if (!/^\d{1,15}$/.test(given)) return undefined
    return within(Number(given), least, most)
  })
}

export function decimalNumber(least: number, most: number): Form<number> {
  return form(`number from ${least} to ${most}`, (given) => {
    if (!/^\d{1,9}(\.\d{1,6})?$/.test(given)) return undefined
    return within(Number(given), least, most)
  })
}

export function oneOf<const T extends string>(...choices: readonly T[]): Form<T> {
  return form(choices.join(' | '), (given) => choices.find((choice) => choice === given))
}

export const trueOrFalse = form('true | false', (given) =>
  given === 'true' ? true : given === 'false' ? false : undefined,
)

/** Kept as a string without a closing slash. */
export const httpUrl = form('http:// or https:// address', (given) => {
  const url = URL.parse(given)
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === '') return undefined
  return given.replace(/\/+$/, '')
})

/** `host:port` means plain HTTP. A login may be in it: it prints as its host alone. */
function hostOrUrl(given: string): Secret | undefined {
  const isHost = /^[\w.-]+:\d{1,5}$/.test(given) || /^\[[\da-f:]+\]:\d{1,5}$/i.test(given)
  const address = isHost ? `http://${given}` : given
  const url = URL.parse(address)
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === '') return undefined
  if (url.search !== '' || url.hash !== '' || !isDecodable(url.username) || !isDecodable(url.password))
    return undefined
  return new Secret(address.replace(/\/+$/, ''), `${url.protocol}//${url.host}`)
}

function isDecodable(text: string): boolean {
  try {
    return decodeURIComponent(text) !== undefined
  } catch {
    // a % that no two digits follow
    return false
  }
}

export const pushgateway = form(
  'host:port, or an http:// or https:// address; a % in its login is written %25',
  hostOrUrl,
)

export const proxy = form(
  'host:port, or an http:// or https:// address; a % in its login is written %25',
  hostOrUrl,
)

export const certificates = form('file of PEM certificates', (content) =>
  content.includes('-----BEGIN CERTIFICATE-----') ? content : undefined,
)

/** A connection string may carry a password: it prints as its hosts alone. */
export const mongodbUrl = form('mongodb:// or mongodb+srv:// connection string', (given) => {
  const parts = /^(mongodb(?:\+srv)?:\/\/)(?:[^/?#]*@)?([^/?#@]+)(\/[^?#]*)?(\?.*)?$/.exec(given)
  return parts === null ? undefined : new Secret(given, `${parts[1]}${parts[2]}`)
})

export const databaseName = form('database name: letters, digits, - and _, at most 63', (given) =>
  /^[\w-]{1,63}$/.test(given) ? given : undefined,
)

export const headerName = form('name of an HTTP header', (given) =>
  /^[\w-]{1,100}$/.test(given) ? given.toLowerCase() : undefined,
)

/** Pairs of group and role; the last `=` ends the group, as names of groups may hold some. */
export const proxyRoles = form('GROUP=reader|editor|operator, with commas between', (given) => {
  const roles: Record<string, 'reader' | 'editor' | 'operator'> = {}
  for (const part of given.split(',')) {
    const [, group, role] = /^\s*(.*\S)\s*=\s*(reader|editor|operator)\s*$/.exec(part) ?? []
    if (group === undefined) return undefined
    roles[group] = role as 'reader' | 'editor' | 'operator'
  }
  return roles
})

/** Eloqua takes `*` in a search for a wildcard; the name itself is compared whole. */
export const objectRef = form('id (digits) or name', (given) => refTo(given))

export const indicatorFields = form(
  'emailAddress=F,dataStatus=F,updatedTimestamp=F, each F another id (digits) or name',
  (given): IndicatorFields | undefined => {
    const found = new Map<string, ObjectRef>()
    for (const part of given.split(',')) {
      const [, key, field] = /^\s*(\w+)\s*=\s*(.*\S)\s*$/.exec(part) ?? []
      const ref = field === undefined ? undefined : refTo(field)
      if (key === undefined || ref === undefined || found.has(key)) return undefined
      found.set(key, ref)
    }
    const emailAddress = found.get('emailAddress')
    const dataStatus = found.get('dataStatus')
    const updatedTimestamp = found.get('updatedTimestamp')
    if (found.size !== 3 || !emailAddress || !dataStatus || !updatedTimestamp) return undefined
    if (new Set([...found.values()].map((ref) => JSON.stringify(ref))).size < 3) return undefined
    return { emailAddress, dataStatus, updatedTimestamp }
  },
)

function within(value: number, least: number, most: number): number | undefined {
  return value >= least && value <= most ? value : undefined
}

function refTo(given: string): ObjectRef | undefined {
  if (/^\d{1,15}$/.test(given)) return { id: Number(given) }
  return /['"{}]/.test(given) ? undefined : { name: given }
}
