import { unescape as decoded } from 'node:querystring'
import { writtenForms } from './written-forms.ts'

/** Shorter ones may be parts of words: they are masked only where they stand alone. */
const leastLengthAnywhere = 8
/** Without a name that says so, a value within an address is none. */
const secretOption = /[?&=,][\w.]*(?:password|token|secret|api_?key)[=:]([^&,#]+)/gi
const secrets = new Set<string>()
let pattern: RegExp | undefined

/**
 * Adds to what this process prints and stores nowhere: a value as it is, or of an address the login within. Empty values are none.
 */
export function registerSecret(value: string): void {
  if (isAddress.test(value)) registerAddress(value)
  else addSecret(value)
}

/**
 * Adds the password of an address, as written and decoded, its login as HTTP sends it, and what its options name as secret, as
 * `proxyPassword` of a connection string. The password may hold what an address must encode: the address is refused then, and may be
 * quoted all the same.
 */
export function registerAddress(address: string): void {
  for (const pattern of logins) {
    const [, user = '', password = ''] = pattern.exec(address) ?? []
    addSecret(password)
    registerLogin(decoded(user), decoded(password))
  }
  const [, token = ''] = tokenAlone.exec(address) ?? []
  if (token.length >= leastLengthOfToken) addSecret(decoded(token))
  for (const [, value = ''] of address.matchAll(secretOption)) addSecret(decoded(value))
}

const isAddress = /^(?:https?|mongodb(?:\+srv)?):\/\//i
/** To the first @, and to the last where no port can stand in between. */
const logins = [
  /^[a-z][\w+.-]*:\/\/([^/?#:@]*):([^/?#@]*)@/i,
  /^[a-z][\w+.-]*:\/\/([^/?#:@]*):(?!\d+(?:[/?#,]|$))(.*)@/is,
]
/** In the place of the user, without a password. */
const tokenAlone = /^https?:\/\/([^/?#:@]+):?@/i
const leastLengthOfToken = 16

/** Adds a password, and with its user as people write and as HTTP sends them. */
export function registerLogin(user: string, password: string): void {
  if (password === '') return
  addSecret(password)
  addSecret(`${user}:${password}`)
}

/** The text with every registered secret masked, in each form in which it is likely to be printed. */
export function maskSecrets(text: string): string {
  if (secrets.size === 0) return text
  pattern ??= new RegExp(
    [...secrets]
      .sort((one, other) => other.length - one.length)
      .map(source)
      .join('|'),
    'gu',
  )
  return text.replace(pattern, '***')
}

/** As it is, and in Base64 and hexadecimal, as a dump or a Secret of a cluster holds it: a file of it may end with a new line. */
function addSecret(secret: string): void {
  if (secret.trim() === '') return
  for (const text of [secret, secret.trim(), `${secret}\n`]) addEncoded(text)
  for (const text of [secret, secret.trim()]) add(text)
}

/** In the encodings in which programs hold a text, Latin-1 only where it can: a login of HTTP was that for long. */
function addEncoded(text: string): void {
  const held: BufferEncoding[] = /^[\0-\xff]*$/.test(text)
    ? ['utf8', 'utf16le', 'latin1']
    : ['utf8', 'utf16le']
  for (const bytes of held.map((encoding) => Buffer.from(text, encoding))) {
    for (const form of [bytes.toString('base64'), bytes.toString('base64url')]) add(form)
    const digits = bytes.toString('hex')
    for (const form of [digits, digits.toUpperCase()]) add(form)
  }
}

function add(text: string): void {
  if (secrets.has(text)) return
  secrets.add(text)
  pattern = undefined
}

/** A short one stands alone, and is neither a key nor a bare number or word of JSON. */
function source(secret: string): string {
  const written = `(?:${writtenForms(secret).join('|')})`
  if (secret.length >= leastLengthAnywhere) return written
  return `(?<![\\p{L}\\p{N}_]|":)${written}(?![\\p{L}\\p{N}_]|":)`
}
