import { stringify } from 'csv-stringify/sync'

export interface CsvWriterOptions {
  readonly delimiter?: string | undefined
  /** Puts `'` before a cell that a spreadsheet would take for a formula. */
  readonly safeFromFormulas?: boolean | undefined
}

/** Turns rows of cells into CSV text (RFC 4180), line ends included. */
export function csvWriter({ delimiter = ',', safeFromFormulas = false }: CsvWriterOptions = {}) {
  const options = {
    delimiter,
    record_delimiter: '\r\n',
    quoted_match: /[\r\n]/,
    escape_formulas: safeFromFormulas,
  }
  return (rows: readonly (readonly unknown[])[]): string =>
    rows.length === 0
      ? ''
      : stringify(
          rows.map((row) => row.map(cellText)),
          // a row of one blank cell would be an empty line, which readers skip
          { ...options, quoted_empty: rows[0]?.length === 1 },
        )
}

/** Text as it is, nothing as an empty cell, anything else as JSON. */
export function cellText(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
