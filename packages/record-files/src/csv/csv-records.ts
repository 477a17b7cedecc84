import { type CsvError, parse } from 'csv-parse/sync'
import type { Chunk } from '../chunks.ts'
import { InputError } from '../input-error.ts'
import type { ReadRecord } from '../read-record.ts'
import type { Column } from './columns.ts'

/** What to do with a row that has fewer or more values than the header: a fault of that row, blanks added or dropped, or the end. */
export type RaggedRows = 'error' | 'pad' | 'fail'

export interface Row {
  readonly values: readonly string[]
  readonly line: number
}

/**
 * The rows of a chunk of CSV; a line ends with CRLF, LF or CR, also mixed, and empty lines are skipped. Throws InputError after
 * the last row before the place from which on it is unknown where rows end.
 */
export function* readRows({ text, line, isFirst }: Chunk, delimiter: string, file: string): Generator<Row> {
  let broken: CsvError | undefined
  const rows = parse(text, {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    bom: isFirst,
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
    // An error would take the rows before it along.
    skip_records_with_error: true,
    on_skip(error) {
      broken ??= error
    },
  }) as unknown as readonly InfoRecord[]
  const rowsBefore = broken === undefined ? rows.length : Number(broken['records'])
  // The parser counts a line end of two characters within quotes as two.
  let next = line
  for (const { record: values, info } of rows.slice(0, rowsBefore)) {
    yield { values, line: next + info.empty_lines }
    next += linesOf(values)
  }
  if (broken !== undefined) throw csvFault({ file, line: next + Number(broken['empty_lines']) }, broken)
}

interface InfoRecord {
  readonly record: readonly string[]
  readonly info: { readonly empty_lines: number }
}

/** How many lines a row takes. */
function linesOf(values: readonly string[]): number {
  let lines = 1
  for (const value of values) {
    if (value.includes('\n') || value.includes('\r')) lines += value.split(/\r\n|[\r\n]/).length - 1
  }
  return lines
}

/** A row as a record by the keys of the columns; one that does not fit them as `ragged` says. */
export function recordOf(
  { values, line }: Row,
  columns: readonly Column[],
  ragged: RaggedRows,
  file: string,
): ReadRecord {
  if (
    values.length !== columns.length &&
    !(ragged === 'pad' && hasOnlyBlanksBeyond(columns.length, values))
  ) {
    const fault = `has ${values.length} values where the header has ${columns.length}`
    if (ragged === 'fail') throw new InputError({ file, line }, fault)
    return { fault, line, cells: values }
  }
  return { record: Object.fromEntries(columns.map(({ key }, at) => [key, values[at] ?? ''])), line }
}

/** True also for fewer values than the header has. */
function hasOnlyBlanksBeyond(width: number, values: readonly string[]): boolean {
  return values.slice(width).every((value) => value.trim() === '')
}

/** The parser's own messages show values, which may be a contact's. */
function csvFault(place: { file: string; line: number }, cause: CsvError): InputError {
  const reasons: Partial<Record<string, string>> = {
    CSV_QUOTE_NOT_CLOSED: 'a quote is opened here and not closed',
    INVALID_OPENING_QUOTE: 'a quote stands within a value that does not begin with one',
    CSV_INVALID_CLOSING_QUOTE: 'text follows a closing quote',
  }
  return new InputError(place, reasons[cause.code] ?? `not CSV (${cause.code})`, { cause })
}
