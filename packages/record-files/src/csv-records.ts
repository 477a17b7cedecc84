import { pipeline } from 'node:stream/promises'
import { type CsvError, parse } from 'csv-parse'
import type { Column } from './columns.ts'
import { InputError } from './input-error.ts'
import type { ReadRecord } from './read-record.ts'

/** What to do with a row that has fewer or more values than the header: a fault of that row, blanks added, or the end. */
export type RaggedRows = 'error' | 'pad' | 'fail'

export interface Row {
  readonly values: readonly string[]
  readonly line: number
}

/**
 * The rows of CSV text; a line ends with CRLF, LF or CR, also mixed, and empty lines are skipped. Throws InputError after
 * the last row before the place from which on it is unknown where rows end.
 */
export async function* readRows(
  text: AsyncIterable<string>,
  delimiter: string,
  file: string,
): AsyncGenerator<Row> {
  let broken: { readonly error: CsvError; readonly rowsBefore: number } | undefined
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
    // An error of the stream would take the rows before it along.
    skip_records_with_error: true,
    on_skip(error) {
      if (error !== undefined) broken ??= { error, rowsBefore: parser.info.records }
    },
  })
  const feeding = pipeline(text, parser)
  feeding.catch(() => undefined) // the loop below meets the same error
  let rows = 0
  // The parser counts a line end of two characters within quotes as two.
  let lines = 0
  for await (const { record: values, info } of parser as AsyncIterable<InfoRecord>) {
    if (rows === broken?.rowsBefore) break
    yield { values, line: lines + info.empty_lines + 1 }
    rows += 1
    lines += linesOf(values)
  }
  if (broken !== undefined) {
    const emptyLines = Number(broken.error['empty_lines'])
    throw csvFault({ file, line: lines + emptyLines + 1 }, broken.error)
  }
  await feeding
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
  if (values.length !== columns.length && !(ragged === 'pad' && values.length < columns.length)) {
    const fault = `has ${values.length} values where the header has ${columns.length}`
    if (ragged === 'fail') throw new InputError({ file, line }, fault)
    return { fault, line, cells: values }
  }
  return { record: Object.fromEntries(columns.map(({ key }, at) => [key, values[at] ?? ''])), line }
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
