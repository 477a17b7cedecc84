import type { Chunk } from '../chunks.ts'
import type { ReadRecord } from '../read-record.ts'
import { jsonFault } from './json-fault.ts'

/** The values of JSON Lines; empty lines are skipped, a line that is no JSON is a fault. */
export function readJsonLines({ text, line }: Chunk): ReadRecord[] {
  return text.split('\n').flatMap((written, at) => parseLine(written, line + at))
}

function parseLine(written: string, line: number): ReadRecord[] {
  const json = line === 1 ? written.replace(/^\uFEFF/, '') : written
  if (json.trim() === '') return []
  try {
    return [{ record: JSON.parse(json), line }]
  } catch {
    return [{ fault: jsonFault(json)?.reason ?? 'not JSON', line, text: json.trim() }]
  }
}
