import { readFileSync } from 'node:fs'
import path from 'node:path'
import { CsvError, parse } from 'csv-parse/sync'
import { ContactsFileError } from '../errors.ts'

/** A contact of a file, with the line where it starts. */
export interface FileContact {
  readonly line: number
  readonly values: Readonly<Record<string, string>>
}

interface CsvRecord {
  readonly record: readonly string[]
  readonly info: { readonly lines: number }
}

/**
 * Reads contacts by field key from CSV (RFC 4180, header of keys) or JSONL (an object a line). Throws
 * ContactsFileError with file, line and reason for anything else.
 */
export function readContactsFile(file: string, knownKeys: ReadonlySet<string>): readonly FileContact[] {
  const text = read(file)
  return path.extname(file).toLowerCase() === '.jsonl'
    ? jsonLines(file, text, knownKeys)
    : csvRecords(file, text, knownKeys)
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    const reason =
      cause instanceof Error && 'code' in cause ? `cannot be read (${cause.code})` : 'cannot be read'
    throw new ContactsFileError(file, 1, reason, { cause })
  }
}

function csvRecords(file: string, text: string, knownKeys: ReadonlySet<string>): readonly FileContact[] {
  const [first, ...records] = parsedCsv(file, text)
  const header = first?.record ?? []
  checkKeys(file, 1, header, knownKeys)
  let line = (first?.info.lines ?? 0) + 1
  return records.map(({ record, info }) => {
    const startsAt = line
    line = info.lines + 1
    if (record.length !== header.length) {
      throw new ContactsFileError(
        file,
        startsAt,
        `${record.length} values where the header has ${header.length}`,
      )
    }
    return { line: startsAt, values: Object.fromEntries(header.map((key, at) => [key, record[at] ?? ''])) }
  })
}

function parsedCsv(file: string, text: string): readonly CsvRecord[] {
  let readTo = 0
  const options = {
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    on_record(record: string[], { lines }: { lines: number }) {
      readTo = lines
      return record
    },
  }
  try {
    return parse(text, options) as unknown as CsvRecord[]
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    // a quote that is never closed runs to the end of the file: its record starts where the last whole one ended
    const line = cause.code === 'CSV_QUOTE_NOT_CLOSED' ? readTo + 1 : Number(cause['lines'] ?? readTo + 1)
    throw new ContactsFileError(file, line, csvReason(cause.code), { cause })
  }
}

/** In our own words, as the parser's would quote the data. */
function csvReason(code: string): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a quote is opened and never closed'
  if (code === 'INVALID_OPENING_QUOTE') return 'a quote stands inside an unquoted value'
  if (code === 'CSV_INVALID_CLOSING_QUOTE') return 'something stands behind the closing quote of a value'
  return `not CSV (${code})`
}

function jsonLines(file: string, text: string, knownKeys: ReadonlySet<string>): readonly FileContact[] {
  return text.split('\n').flatMap((json, at) => {
    if (json.trim() === '') return []
    const values = parsedObject(file, at + 1, json)
    checkKeys(file, at + 1, Object.keys(values), knownKeys)
    return { line: at + 1, values }
  })
}

function parsedObject(file: string, line: number, json: string): Record<string, string> {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (cause) {
    throw new ContactsFileError(file, line, 'not JSON', { cause })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ContactsFileError(file, line, 'not a JSON object')
  }
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, textOf(file, line, key, one)]))
}

function textOf(file: string, line: number, key: string, value: unknown): string {
  if (value === null) return ''
  if (typeof value === 'object') throw new ContactsFileError(file, line, `${key} is not a text`)
  return String(value)
}

function checkKeys(
  file: string,
  line: number,
  keys: readonly string[],
  knownKeys: ReadonlySet<string>,
): void {
  const unknown = keys.find((key) => !knownKeys.has(key))
  if (unknown !== undefined) {
    throw new ContactsFileError(
      file,
      line,
      `"${unknown}" is no field key; there are ${[...knownKeys].join(', ')}`,
    )
  }
  if (!keys.includes('emailAddress')) throw new ContactsFileError(file, line, 'emailAddress is missing')
}
