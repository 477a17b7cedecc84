import { InputError, type Place } from '../input-error.ts'
import { withUsualNames } from './usual-names.ts'

/** A column of a CSV file: the name in its header, and the key that its values have in a record. */
export interface Column {
  readonly name: string
  readonly key: string
}

export interface ColumnOptions {
  /** Keys that mean something to the reader: a column is recognized by them without regard to case, blanks and punctuation. */
  readonly knownKeys?: Iterable<string>
  /** Column name -> key, where a name alone does not say it; left out where nobody can name any. */
  readonly map?: ReadonlyMap<string, string>
  /** Keys without which no record can be used. */
  readonly requiredKeys?: readonly string[]
}

/**
 * The columns that a header names. Blanks around names do not count; what is no known key passes through under its own name.
 * Throws one InputError for a header that cannot be used.
 */
export function readColumns(header: readonly string[], options: ColumnOptions, place: Place): Column[] {
  if (header.some((name) => name.includes('\0'))) throw new InputError(place, zeroBytes)
  const names = header.map((name) => name.replace(blanksAround, ''))
  const nameless = names.flatMap((name, at) => (name === '' ? [at + 1] : []))
  if (nameless.length > 0) throw new InputError(place, namelessReason(nameless))
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined)
    throw new InputError(place, `the header has the column ${twice} twice; rename or delete one of them`)
  const columns = keysOf(names, options, place)
  refuseSharedKeys(columns, place)
  refuseMissing(columns, options, place)
  return columns
}

const zeroBytes =
  'the header holds zero bytes, so it is in another encoding: name it (--encoding), or save it as CSV (UTF-8)'

/** White space, no-break and zero-width spaces, byte order marks. */
const blanksAround = /^[\s\u200B\u2060\uFEFF]+|[\s\u200B\u2060\uFEFF]+$/g

function namelessReason(columns: readonly number[]): string {
  const which =
    columns.length === 1
      ? `column ${columns[0]} has no name`
      : `columns ${columns.slice(0, -1).join(', ')} and ${columns.at(-1)} have no name`
  return `${which}; name or delete what is empty, and make the header the first line`
}

function keysOf(
  names: readonly string[],
  { knownKeys = [], map = new Map() }: ColumnOptions,
  place: Place,
): Column[] {
  const known = new Map(Array.from(knownKeys, (key) => [folded(key), key]))
  const exact = new Set(known.values())
  const mapped = new Map<string, string>()
  for (const [wanted, key] of map) {
    const name = columnNamed(names, wanted, place)
    if (mapped.has(name)) throw new InputError(place, `the column "${name}" is mapped twice`)
    mapped.set(name, key)
  }
  const taken = new Set([...names.filter((name) => exact.has(name)), ...mapped.values()])
  const columns = names.map((name) => {
    const own = mapped.get(name) ?? (exact.has(name) ? name : undefined)
    if (own !== undefined) return { name, key: own }
    const alike = known.get(folded(name))
    return { name, key: alike === undefined || taken.has(alike) ? name : alike }
  })
  return withUsualNames(columns, exact, folded)
}

function columnNamed(names: readonly string[], wanted: string, place: Place): string {
  const found = names.find((name) => name === wanted) ?? names.find((name) => folded(name) === folded(wanted))
  if (found !== undefined) return found
  throw new InputError(place, `no column named "${wanted}"; known: ${names.join(', ')}`)
}

/** "Email Address", "email_address" and "emailAddress" are one name. */
function folded(name: string): string {
  return name.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase()
}

function refuseSharedKeys(columns: readonly Column[], place: Place): void {
  const shared = columns.find(({ key }, at) => columns.findIndex((other) => other.key === key) !== at)
  if (shared === undefined) return
  const names = columns.filter(({ key }) => key === shared.key).map(({ name }) => `"${name}"`)
  throw new InputError(
    place,
    `the columns ${names.join(' and ')} both stand for ${shared.key}; rename one of them`,
  )
}

function refuseMissing(
  columns: readonly Column[],
  { requiredKeys = [], map }: ColumnOptions,
  place: Place,
): void {
  const keys = new Set(columns.map(({ key }) => key))
  const missing = requiredKeys.filter((key) => !keys.has(key))
  if (missing.length === 0) return
  const names = columns.map(({ name }) => name).join(', ')
  const wayOut =
    map === undefined ? 'Name it so in the header' : `Say which one does: --map "COLUMN=${missing[0]}"`
  throw new InputError(
    place,
    `no column stands for ${missing.join(' and ')}; known: ${names}. ${wayOut}; if that is no header, delete what stands above it`,
  )
}
