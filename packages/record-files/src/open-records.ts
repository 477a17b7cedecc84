import { type Column, type ColumnOptions, readColumns } from './columns.ts'
import { type RaggedRows, type Row, readRows, recordOf } from './csv-records.ts'
import { readFirstLine } from './delimiter.ts'
import type { Encoding } from './encoding.ts'
import { readJsonLines } from './json-lines.ts'
import { openText } from './open-text.ts'
import type { ReadRecord } from './read-record.ts'

export type RecordFormat = 'csv' | 'jsonl'

export interface OpenRecordsOptions extends ColumnOptions {
  readonly format?: RecordFormat
  /** Detected from the header when not given. */
  readonly delimiter?: string
  /** Detected from the bytes when not given. */
  readonly encoding?: Encoding
  readonly ragged?: RaggedRows
}

/** An opened file of records. */
export interface RecordFile {
  readonly format: RecordFormat
  /** Columns in their order; undefined for JSON Lines, and for a CSV file without a header. */
  readonly columns: readonly Column[] | undefined
  readonly delimiter: string | undefined
  /** What was detected or matched and a person may want to know, a line each. */
  readonly notes: readonly string[]
  /** Records in order, some at a time. Throws InputError where no further one can be read. */
  readonly records: AsyncIterable<readonly ReadRecord[]>
}

/** CSV by the ending of the name (.csv, .tsv, .txt, also with .gz), else JSON Lines. */
export function formatOf(file: string): RecordFormat {
  return /\.(csv|tsv|tab|txt)(\.gz)?$/i.test(file) ? 'csv' : 'jsonl'
}

/**
 * Opens a file of records (`-` is standard input); memory does not grow with the file. Throws InputError with file, line and
 * reason for a file that cannot be used as a whole.
 */
export async function openRecords(file: string, options: OpenRecordsOptions = {}): Promise<RecordFile> {
  const { format = formatOf(file), encoding } = options
  const opened = await openText(file, encoding)
  const notes = opened.isGuessed ? [`read as ${opened.encoding} (--encoding names another)`] : []
  if (format === 'csv') return openCsv(opened.text, { file, options, notes })
  return { format, columns: undefined, delimiter: undefined, notes, records: readJsonLines(opened.text) }
}

interface CsvSource {
  readonly file: string
  readonly options: OpenRecordsOptions
  readonly notes: readonly string[]
}

async function openCsv(
  text: AsyncIterable<string>,
  { file, options, notes }: CsvSource,
): Promise<RecordFile> {
  const { start, whole } = await startOf(text)
  const first = readFirstLine(start)
  const delimiter = options.delimiter ?? first.delimiter
  const rows = readRows(skipping(whole, first.skip), delimiter, file)
  const header = await rows.next()
  const columns =
    header.done === true ? undefined : readColumns(header.value.values, options, placeOf(file, header.value))
  return {
    ...{ format: 'csv', columns, delimiter },
    notes: [...notes, ...delimiterNote(delimiter, options), ...columnNotes(columns ?? [])],
    records: recordsOf(rows, columns ?? [], { file, options, notes }),
  }
}

async function* recordsOf(
  rows: AsyncIterable<Row>,
  columns: readonly Column[],
  { file, options }: CsvSource,
) {
  for await (const row of rows)
    yield [recordOf(row, columns, options.ragged ?? 'error', file)] as ReadRecord[]
}

function placeOf(file: string, { line }: Row) {
  return { file, line }
}

function delimiterNote(delimiter: string, { delimiter: named }: OpenRecordsOptions): string[] {
  return named !== undefined || delimiter === ','
    ? []
    : [`values are separated by ${JSON.stringify(delimiter)}`]
}

function columnNotes(columns: readonly Column[]): string[] {
  return columns.flatMap(({ name, key }) => (name === key ? [] : [`column "${name}" is read as ${key}`]))
}

/** Text enough to hold a header, and the whole text again. */
async function startOf(text: AsyncIterable<string>) {
  const iterator = text[Symbol.asyncIterator]()
  let start = ''
  for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) {
    start += next.value
    if (start.length >= headerCharacters) break
  }
  async function* whole(): AsyncGenerator<string> {
    yield start
    yield* { [Symbol.asyncIterator]: () => iterator }
  }
  return { start, whole: whole() }
}

const headerCharacters = 1 << 14

async function* skipping(text: AsyncIterable<string>, characters: number): AsyncGenerator<string> {
  let left = characters
  for await (const piece of text) {
    yield left === 0 ? piece : piece.slice(left)
    left = Math.max(0, left - piece.length)
  }
}
