import { stringify } from 'csv-stringify/sync'
import { InputError } from './input-error.ts'
import type { RecordFormat } from './record-source.ts'

/** Turns records into the text of a file, batch by batch. */
export type RecordText = (records: readonly object[]) => string

/** Text of records in a format; throws InputError where a record does not fit the columns of the first one. */
export function recordText(format: RecordFormat): RecordText {
  return format === 'csv' ? csvText() : jsonLines
}

function jsonLines(records: readonly object[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('')
}

/** RFC 4180, with the keys of the first record as header. */
function csvText(): RecordText {
  let columns: string[] | undefined
  return (records) => {
    const [first] = records
    if (first === undefined) return ''
    const isFirst = columns === undefined
    columns ??= Object.keys(first)
    const known = new Set(columns)
    for (const record of records) {
      const extra = Object.keys(record).find((key) => !known.has(key))
      if (extra !== undefined)
        throw new InputError(undefined, `the CSV to write has no column for the key ${extra}`)
    }
    const rows = isFirst ? [columns] : []
    return stringify([...rows, ...records.map((record) => cells(record, columns ?? []))], {
      record_delimiter: '\r\n',
    })
  }
}

function cells(record: object, columns: readonly string[]): string[] {
  const values = new Map<string, unknown>(Object.entries(record))
  return columns.map((column) => {
    const value = values.get(column) ?? ''
    return typeof value === 'string' ? value : JSON.stringify(value)
  })
}
