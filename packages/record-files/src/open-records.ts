import { type Chunk, chunksOf } from './chunks.ts'
import { type Column, type ColumnOptions, readColumns } from './csv/columns.ts'
import { type RaggedRows, type Row, readRows, recordOf } from './csv/csv-records.ts'
import { readFirstLine } from './csv/delimiter.ts'
import type { Encoding } from './encoding.ts'
import { readJsonLines } from './json/json-lines.ts'
import { openText } from './open-text.ts'
import { refuseOtherFormat } from './other-format.ts'
import type { ReadRecord } from './read-record.ts'
import { formatOf, type RecordFormat } from './record-format.ts'

export interface OpenRecordsOptions extends ColumnOptions {
  readonly format?: RecordFormat
  /** Detected from the header when not given. */
  readonly delimiter?: string
  /** Detected from the bytes when not given. */
  readonly encoding?: Encoding
  readonly ragged?: RaggedRows
}

/** What is needed to read the chunks of a file, each by itself, wherever that is done. */
export interface ChunkShape {
  readonly file: string
  readonly format: RecordFormat
  /** Columns in their order; undefined for JSON Lines, and for a CSV file without a header. */
  readonly columns: readonly Column[] | undefined
  readonly delimiter: string | undefined
  readonly ragged: RaggedRows
}

/** An opened file of records. */
export interface RecordFile extends ChunkShape {
  /** What was detected or matched and a person may want to know, a line each. */
  readonly notes: readonly string[]
  /** Records in order, some at a time. Throws InputError where no further one can be read. */
  readonly records: AsyncIterable<readonly ReadRecord[]>
  /** The file in parts, in place of `records`: for those who read them elsewhere, by `readChunk`. Throws InputError. */
  readonly chunks: AsyncIterable<Chunk>
}

/**
 * Opens a file of records (`-` is standard input); memory does not grow with the file. Throws InputError with file, line and
 * reason for a file that cannot be used as a whole.
 */
export async function openRecords(file: string, options: OpenRecordsOptions = {}): Promise<RecordFile> {
  const { format = formatOf(file), encoding, ragged = 'error' } = options
  const opened = await openText(file, encoding)
  const notes = opened.isGuessed ? [`read as ${opened.encoding} (--encoding names another)`] : []
  if (format === 'csv') return openCsv(opened.text, { file, options, notes, ragged })
  const { first, rest } = await peek(chunksOf(opened.text, { quotes: false, line: 1 }))
  refuseOtherFormat(first.text, { file, format, isNamed: options.format !== undefined })
  const shape: ChunkShape = { file, format, columns: undefined, delimiter: undefined, ragged }
  return withRecords(shape, notes, chain(first, rest))
}

/** Opens CSV that is there as text already, such as what somebody pasted; `name` is what errors call it. Throws InputError. */
export function openCsvText(
  text: string,
  name: string,
  options: Omit<OpenRecordsOptions, 'format' | 'encoding'> = {},
): Promise<RecordFile> {
  async function* whole() {
    yield text
  }
  return openCsv(whole(), { file: name, options, notes: [], ragged: options.ragged ?? 'error' })
}

/** The records of a chunk in order. Throws InputError after the last one before the place from which on none can be read. */
export function* readChunk(chunk: Chunk, shape: ChunkShape): Generator<ReadRecord> {
  const { format, columns = [], delimiter = ',', ragged, file } = shape
  if (format === 'jsonl') return yield* readJsonLines(chunk)
  const rows = readRows(chunk, delimiter, file)
  if (chunk.isFirst) rows.next() // the header
  for (const row of rows) yield recordOf(row, columns, ragged, file)
}

function withRecords(shape: ChunkShape, notes: readonly string[], chunks: AsyncIterable<Chunk>): RecordFile {
  async function* records() {
    for await (const chunk of chunks) yield* batches(readChunk(chunk, shape))
  }
  return { ...shape, notes, chunks, records: records() }
}

/** A batch ends before an error, so that what stands before it is not lost. */
function* batches(records: Iterable<ReadRecord>): Generator<ReadRecord[]> {
  let batch: ReadRecord[] = []
  try {
    for (const record of records) {
      batch.push(record)
      if (batch.length < batchRecords) continue
      yield batch
      batch = []
    }
  } catch (error) {
    yield batch
    throw error
  }
  yield batch
}

const batchRecords = 1000

interface CsvSource {
  readonly file: string
  readonly options: OpenRecordsOptions
  readonly notes: readonly string[]
  readonly ragged: RaggedRows
}

async function openCsv(
  text: AsyncIterable<string>,
  { file, options, notes, ragged }: CsvSource,
): Promise<RecordFile> {
  const { first, delimiter: detected, chunks } = await startOf(text)
  refuseOtherFormat(first.text, { file, format: 'csv', isNamed: true })
  const delimiter = options.delimiter ?? detected
  const header = readRows(first, delimiter, file).next()
  const columns =
    header.done === true ? undefined : readColumns(header.value.values, options, placeOf(file, header.value))
  return withRecords(
    { file, format: 'csv', columns, delimiter, ragged },
    [...notes, ...delimiterNote(delimiter, options), ...columnNotes(columns, options)],
    chunks,
  )
}

function placeOf(file: string, { line }: Row) {
  return { file, line }
}

function delimiterNote(delimiter: string, { delimiter: named }: OpenRecordsOptions): string[] {
  return named !== undefined || delimiter === ','
    ? []
    : [`values are separated by ${JSON.stringify(delimiter)}`]
}

const mostNames = 10

function columnNotes(
  columns: readonly Column[] | undefined,
  { knownKeys = [] }: OpenRecordsOptions,
): string[] {
  if (columns === undefined) return ['there is nothing in the file, not even a header']
  const read = columns.flatMap(({ name, key }) =>
    name === key ? [] : [`column "${name}" is read as ${key}`],
  )
  const known = new Set(knownKeys)
  const others = columns.filter(({ key }) => !known.has(key)).map(({ name }) => `"${name}"`)
  if (known.size === 0 || others.length === 0) return read
  const hidden = others.length > mostNames ? ` and ${others.length - mostNames} more` : ''
  return [
    ...read,
    `columns that are no fields stay as they are: ${others.slice(0, mostNames).join(', ')}${hidden}`,
  ]
}

/** What the first chunk says of the file, and all chunks, the first one again. A line such as `sep=;` is no part of them. */
async function startOf(text: AsyncIterable<string>) {
  const { first: start, rest } = await peek(chunksOf(text, { quotes: true, line: 1 }))
  const { delimiter, skip } = readFirstLine(start.text)
  const first = skip === 0 ? start : { ...start, text: start.text.slice(skip), line: 2 }
  return { first, delimiter, chunks: chain(first, rest) }
}

async function peek(chunks: AsyncGenerator<Chunk>) {
  const { value: first = { text: '', line: 1, isFirst: true } } = await chunks.next()
  return { first, rest: chunks }
}

async function* chain(first: Chunk, rest: AsyncIterable<Chunk>): AsyncGenerator<Chunk> {
  yield first
  yield* rest
}
