import { pipeline } from 'node:stream/promises'
import { type CsvError, parse } from 'csv-parse'
import { InputError } from './input-error.ts'
import type { ReadRecord } from './read-record.ts'

interface Row {
  readonly values: readonly string[]
  readonly line: number
}

/**
 * The records of CSV text by its header; empty lines are passed over, a row that does not fit the header is a fault of
 * its own. Throws InputError after the last row before the place where nobody can tell any more where rows end.
 */
export async function* readCsv(text: AsyncIterable<string>, file: string): AsyncGenerator<ReadRecord[]> {
  let header: readonly string[] | undefined
  for await (const row of readRows(text, file)) {
    if (header === undefined) header = checkHeader(row, file)
    else yield [recordOf(row, header)]
  }
}

async function* readRows(text: AsyncIterable<string>, file: string): AsyncGenerator<Row> {
  let broken: { readonly error: CsvError; readonly rowsBefore: number } | undefined
  const parser = parse({
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

function checkHeader({ values, line }: Row, file: string): readonly string[] {
  const twice = values.find((name, column) => values.indexOf(name) !== column)
  if (twice !== undefined) throw new InputError({ file, line }, `the header has the column ${twice} twice`)
  return values
}

function recordOf({ values, line }: Row, header: readonly string[]): ReadRecord {
  if (values.length !== header.length) {
    return { fault: `has ${values.length} values where the header has ${header.length}`, line }
  }
  return { record: Object.fromEntries(header.map((name, column) => [name, values[column]])), line }
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
