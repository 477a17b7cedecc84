import { InputError } from './input-error.ts'
import type { RecordFormat } from './record-source.ts'

/** Turns a record into its text in a file, line end included. */
export type RecordText = (record: object) => string

/** Text of records in a format; throws InputError where a record does not fit the columns of the first one. */
export function recordText(format: RecordFormat): RecordText {
  return format === 'csv' ? csvText() : (record) => `${JSON.stringify(record)}\n`
}

/** RFC 4180, with the keys of the first record as header. */
function csvText(): RecordText {
  let columns: ReadonlySet<string> | undefined
  return (record) => {
    const values = new Map<string, unknown>(Object.entries(record))
    const header = columns === undefined ? csvLine([...values.keys()]) : ''
    columns ??= new Set(values.keys())
    for (const key of values.keys()) {
      if (!columns.has(key))
        throw new InputError(undefined, `the CSV to write has no column for the key ${key}`)
    }
    return header + csvLine(Array.from(columns, (column) => cellText(values.get(column))))
  }
}

function cellText(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function csvLine(cells: readonly string[]): string {
  const quoted = cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
  return `${quoted.join(',')}\r\n`
}
