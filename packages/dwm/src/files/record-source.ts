import { createReadStream } from 'node:fs'
import { readCsv } from './csv-records.ts'
import { InputError } from './input-error.ts'
import { jsonFault } from './json-fault.ts'
import { reasonOf } from './read-json-file.ts'
import type { ReadRecord } from './read-record.ts'

export type RecordFormat = 'csv' | 'jsonl'

/** CSV by the ending of the name, else JSON Lines. */
export function formatOf(file: string): RecordFormat {
  return file.toLowerCase().endsWith('.csv') ? 'csv' : 'jsonl'
}

/**
 * The records of a file (`-` is standard input), one after the other; memory does not grow with the file. A line that
 * cannot be read is told in its place. Throws InputError with file, line and reason where no further one can be read.
 */
export function readRecords(file: string, format: RecordFormat): AsyncGenerator<readonly ReadRecord[]> {
  const text = readText(file)
  return format === 'csv' ? readCsv(text, file) : readJsonLines(text)
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

async function* readJsonLines(source: AsyncIterable<string>): AsyncGenerator<ReadRecord[]> {
  let rest = ''
  let line = 0
  for await (const text of source) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    yield lines.flatMap((written) => {
      line += 1
      return parseLine(written, line)
    })
  }
  yield parseLine(rest, line + 1)
}

function parseLine(written: string, line: number): ReadRecord[] {
  if (written.trim() === '') return []
  try {
    return [{ record: JSON.parse(written), line }]
  } catch {
    return [{ fault: jsonFault(written)?.reason ?? 'not JSON', line }]
  }
}
