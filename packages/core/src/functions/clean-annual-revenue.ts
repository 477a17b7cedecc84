/** The bucket names, and the amount below which each holds. */
const buckets: readonly (readonly [name: string, below: number])[] = [
  ['Less than $1 mil', 1_000_000],
  ['$1 mil to less than $5 mil', 5_000_000],
  ['$5 mil to less than $10 mil', 10_000_000],
  ['$10 mil to less than $25 mil', 25_000_000],
  ['$25 mil to less than $50 mil', 50_000_000],
  ['$50 mil to less than $100 mil', 100_000_000],
  ['$100 mil to less than $250 mil', 250_000_000],
  ['$250 mil to less than $500 mil', 500_000_000],
  ['$500 mil to less than $1 bil', 1_000_000_000],
]
const topBucket = '$1 bil and above'
const bucketNames = new Set([...buckets.map(([name]) => name), topBucket])

/**
 * The bucket of a revenue. '' and bucket names stay; ',' and '$' are dropped, and what then is no whole number
 * stays as it was.
 */
export function cleanAnnualRevenue(revenue: string): string {
  if (revenue === '' || bucketNames.has(revenue)) return revenue
  const amount = parseWholeNumber(revenue.replace(/[,$]/g, ''))
  if (amount === undefined) return revenue
  return buckets.find(([, below]) => amount < below)?.[0] ?? topBucket
}

const spaces = '[\\t-\\r\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]*'
const wholeNumber = new RegExp(`^${spaces}([+-]?)(\\p{Nd}+(?:_\\p{Nd}+)*)${spaces}$`, 'u')

/** Python 3.11 reads no longer texts as numbers ("Integer string conversion length limitation" in its library reference). */
const maxDigits = 4300

/**
 * Reads what Python's `int()` reads: a sign, digits of any script, single `_` between digits, space around them. Numbers
 * far beyond the buckets may come out rounded.
 */
function parseWholeNumber(text: string): number | undefined {
  const [, sign, written] = wholeNumber.exec(text) ?? []
  if (written === undefined) return undefined
  const digits = asciiDigits(written.replaceAll('_', ''))
  if (digits.length > maxDigits) return undefined
  const amount = Number(digits)
  return sign === '-' ? -amount : amount
}

function asciiDigits(digits: string): string {
  return /^[0-9]+$/.test(digits) ? digits : Array.from(digits, digitValue).join('')
}

/** Value of a decimal digit of any script; Unicode keeps the ten digits of a script together, zero first. */
function digitValue(digit: string): number {
  const codePoint = digit.codePointAt(0) ?? 0
  if (codePoint < 0x80) return codePoint - 0x30
  let before = 0
  while (/\p{Nd}/u.test(String.fromCodePoint(codePoint - before - 1))) before += 1
  return before % 10
}
