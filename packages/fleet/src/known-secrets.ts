import { unescape as decoded } from 'node:querystring'

/** Shorter ones may be parts of words: they are masked only where they stand alone. */
const leastLengthAnywhere = 8
const forms = new Set<string>()
let pattern: RegExp | undefined

/**
 * Adds to what this process prints and stores nowhere: a value as it is, or of an address the password within, as written and decoded,
 * and its login in Base64. Empty values are none.
 */
export function registerSecret(value: string): void {
  const login = /^[a-z][\w+.-]*:\/\/([^/?#:@]*):([^/?#]*)@/i.exec(value)
  if (login === null) {
    if (!value.includes('://')) addForms(value)
    return
  }
  const [, user = '', password = ''] = login
  addForms(password)
  addForms(decoded(password))
  registerLogin(decoded(user), decoded(password))
}

/** Adds a password, and the Base64 of user and password as HTTP sends them. */
export function registerLogin(user: string, password: string): void {
  if (password === '') return
  addForms(password)
  const bytes = Buffer.from(`${user}:${password}`)
  addForms(bytes.toString('base64'))
  addForms(bytes.toString('base64url'))
}

/** The text with every registered secret masked, in each form in which it is likely to be printed. */
export function maskSecrets(text: string): string {
  if (forms.size === 0) return text
  pattern ??= new RegExp(
    [...forms]
      .sort((one, other) => other.length - one.length)
      .map(source)
      .join('|'),
    'gu',
  )
  return text.replace(pattern, '***')
}

function addForms(secret: string): void {
  if (secret.trim() === '') return
  const inJson = JSON.stringify(secret).slice(1, -1)
  const inAddress = encodeURIComponent(secret.toWellFormed())
  const all = [secret, secret.trim(), inJson, JSON.stringify(inJson).slice(1, -1), inAddress]
  for (const form of all) {
    if (forms.has(form)) continue
    forms.add(form)
    pattern = undefined
  }
}

/** A short one stands alone, and is neither a key nor a bare number or word of JSON. */
function source(form: string): string {
  const literal = form.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  if (form.length >= leastLengthAnywhere) return literal
  return `(?<![\\p{L}\\p{N}_]|":)${literal}(?![\\p{L}\\p{N}_]|":)`
}
