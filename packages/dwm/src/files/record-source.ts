import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { CsvError, parse } from 'csv-parse'
import { InputError } from './input-error.ts'
import { jsonFault } from './json-fault.ts'
import { reasonOf } from './read-json-file.ts'

export type RecordFormat = 'csv' | 'jsonl'

/** A record and the line it stands on (in a CSV file, where it begins). */
export interface ReadRecord {
  readonly record: unknown
  readonly line: number
}

/** CSV by the ending of the name, else JSON Lines. */
export function formatOf(file: string): RecordFormat {
  return file.toLowerCase().endsWith('.csv') ? 'csv' : 'jsonl'
}

/**
 * The records of a file (`-` is standard input), one after the other; memory does not grow with the file.
 * Throws InputError with file, line and reason.
 */
export function readRecords(file: string, format: RecordFormat): AsyncGenerator<readonly ReadRecord[]> {
  return format === 'csv' ? readCsv(file) : readJsonLines(file)
}

async function* readChunks(file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* file === '-' ? process.stdin : createReadStream(file)
  } catch (cause) {
    throw new InputError({ file }, `cannot be read (${reasonOf(cause)})`, { cause })
  }
}

async function* readText(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of readChunks(file)) yield decoder.decode(chunk, { stream: true })
    yield decoder.decode()
  } catch (cause) {
    if (cause instanceof TypeError) throw new InputError({ file }, 'is not UTF-8 text', { cause })
    throw cause
  }
}

async function* readJsonLines(file: string): AsyncGenerator<ReadRecord[]> {
  let rest = ''
  let line = 0
  for await (const text of readText(file)) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    yield lines.flatMap((written) => {
      line += 1
      return parseLine(written, file, line)
    })
  }
  yield parseLine(rest, file, line + 1)
}

function parseLine(written: string, file: string, line: number): ReadRecord[] {
  if (written.trim() === '') return []
  try {
    return [{ record: JSON.parse(written), line }]
  } catch (cause) {
    throw new InputError({ file, line }, jsonFault(written)?.reason ?? 'not JSON', { cause })
  }
}

async function* readCsv(file: string): AsyncGenerator<ReadRecord[]> {
  // The parser counts a line end of two characters within quotes as two.
  let lines = 0
  const parser = parse({
    bom: true,
    columns(header: string[]) {
      lines += linesOf(header)
      return checkHeader(header, file)
    },
    on_record(record: Record<string, string>) {
      const line = lines + 1
      lines += linesOf(Object.values(record))
      return { record, line }
    },
  })
  const feeding = pipeline(readText(file), parser)
  feeding.catch(() => undefined) // the loop below meets the same error
  try {
    for await (const read of parser) yield [read]
  } catch (cause) {
    throw cause instanceof CsvError ? csvFault({ file, line: lines + 1 }, cause) : cause
  }
  await feeding
}

/** How many lines a row takes. */
function linesOf(values: readonly string[]): number {
  let lines = 1
  for (const value of values) {
    if (value.includes('\n') || value.includes('\r')) lines += value.split(/\r\n|[\r\n]/).length - 1
  }
  return lines
}

function checkHeader(header: string[], file: string): string[] {
  const twice = header.find((name, column) => header.indexOf(name) !== column)
  if (twice !== undefined) throw new InputError({ file, line: 1 }, `the header has the column ${twice} twice`)
  return header
}

/** The parser's own messages show values, which may be a contact's. */
function csvFault(place: { file: string; line: number }, cause: CsvError): InputError {
  const { code, message } = cause
  const [, expected, found] = /length is (\d+), got (\d+)/.exec(message) ?? []
  const reasons: Partial<Record<string, string>> = {
    CSV_QUOTE_NOT_CLOSED: 'a quote is opened here and not closed',
    INVALID_OPENING_QUOTE: 'a quote stands within a value that does not begin with one',
    CSV_INVALID_CLOSING_QUOTE: 'text follows a closing quote',
    CSV_RECORD_INCONSISTENT_COLUMNS: `has ${found} values where the header has ${expected}`,
  }
  return new InputError(place, reasons[code] ?? `not CSV (${code})`, { cause })
}
