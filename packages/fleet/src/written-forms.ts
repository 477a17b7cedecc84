/** JSON in JSON in a text. */
const mostNested = 2
const named: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' }

/**
 * Regular expressions (flag `u`) for a text as it may be written: as it is and in JSON to some depth, and there each sign that is no ASCII
 * letter or digit as addresses, forms, JSON and HTML may write it, in capitals or not.
 */
export function writtenForms(text: string): string[] {
  const forms = new Set<string>()
  for (let depth = mostNested; depth >= 0; depth -= 1)
    forms.add(Array.from(text.toWellFormed(), (sign) => formsOf(sign, inJson(sign, depth))).join(''))
  return [...forms]
}

function inJson(text: string, depth: number): string {
  return depth === 0 ? text : inJson(JSON.stringify(text).slice(1, -1), depth - 1)
}

function formsOf(sign: string, written: string): string {
  if (/[0-9a-z]/i.test(sign)) return sign
  const bytes = [...Buffer.from(sign)].map((byte) => `%${anyCase(hex(byte, 2))}`).join('')
  const escapes = sign
    .split('')
    .map((unit) => `\\\\{1,4}u${anyCase(hex(unit.charCodeAt(0), 4))}`)
    .join('')
  const code = sign.codePointAt(0) ?? 0
  const entities = [`0*${code}`, `[xX]0*${anyCase(hex(code, 1))}`].map((number) => `&#${number};`)
  const name = named[sign]
  return `(?:${[
    ...(name === undefined ? [] : [`&${name};`]),
    ...[...entities, bytes, escapes],
    ...(sign === ' ' ? ['\\+'] : []),
    ...(sign === '/' ? ['\\\\{0,4}/'] : []),
    literal(written),
  ].join('|')})`
}

function hex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, '0')
}

function anyCase(digits: string): string {
  return digits.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
