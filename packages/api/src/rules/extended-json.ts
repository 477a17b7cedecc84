const int32Max = 2 ** 31
const int64Max = 2n ** 63n

/** The types of MongoDB's extended JSON that a rule or config may hold, and what makes a value of each valid. */
const allowed: Readonly<Record<string, (value: unknown) => boolean>> = {
  $oid: (value) => isText(value, /^[\da-f]{24}$/i),
  $date: isDate,
  $numberInt: (value) => isText(value, /^-?\d{1,10}$/) && isWithin(BigInt(value), BigInt(int32Max)),
  $numberLong: (value) => isText(value, /^-?\d{1,19}$/) && isWithin(BigInt(value), int64Max),
  $numberDouble: (value) => isText(value, /^(-?(\d{1,400}(\.\d{1,400})?(e[+-]?\d{1,4})?|Infinity)|NaN)$/i),
  $numberDecimal: (value) => isText(value, /^(-?(\d{1,34}(\.\d{1,34})?(e[+-]?\d{1,4})?|Infinity)|NaN)$/i),
  $binary: isBinary,
}

/** Returns what is wrong with the extended JSON within a value of JSON; undefined when nothing is. Values are not repeated. */
export function extendedJsonFault(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const keys = Object.keys(value)
  if (keys.includes('_bsontype')) return 'no key is named _bsontype'
  const type = keys.find((key) => key.startsWith('$'))
  if (type === undefined) return firstOf(Object.values(value))
  if (!Object.hasOwn(allowed, type)) return `of extended JSON there may be ${Object.keys(allowed).join(', ')}`
  const isValid = keys.length === 1 && allowed[type]?.((value as Record<string, unknown>)[type])
  return isValid ? undefined : `a value of ${type} is not valid`
}

function firstOf(values: readonly unknown[]): string | undefined {
  for (const value of values) {
    const fault = extendedJsonFault(value)
    if (fault !== undefined) return fault
  }
  return undefined
}

function isText(value: unknown, form: RegExp): value is string {
  return typeof value === 'string' && form.test(value)
}

function isWithin(value: bigint, limit: bigint): boolean {
  return value >= -limit && value < limit
}

/** A time in ISO form on a day that there is, or milliseconds that a date can hold. */
function isDate(value: unknown): boolean {
  if (isText(value, /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/)) {
    const day = value.slice(0, 10)
    const midnight = Date.parse(`${day}T00:00:00Z`)
    const isDay = !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(day)
    return isDay && !Number.isNaN(Date.parse(value))
  }
  const ms = isOnly(value, ['$numberLong']) ? value['$numberLong'] : undefined
  return isText(ms, /^-?\d{1,16}$/) && !Number.isNaN(new Date(Number(ms)).getTime())
}

function isBinary(value: unknown): boolean {
  if (!isOnly(value, ['base64', 'subType'])) return false
  const { base64, subType } = value
  const isBase64 = isText(base64, /^[A-Za-z\d+/]*={0,2}$/) && base64.length % 4 === 0
  return isBase64 && isText(subType, /^[\da-f]{1,2}$/i)
}

function isOnly(value: unknown, keys: readonly string[]): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  return Object.keys(value).toSorted().join() === keys.join()
}
