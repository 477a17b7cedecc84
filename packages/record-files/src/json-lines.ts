import { jsonFault } from './json-fault.ts'
import type { ReadRecord } from './read-record.ts'

/** The values of JSON Lines, a batch for each piece of text; empty lines are skipped, a line that is no JSON is a fault. */
export async function* readJsonLines(source: AsyncIterable<string>): AsyncGenerator<ReadRecord[]> {
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
  const json = line === 1 ? written.replace(/^\uFEFF/, '') : written
  if (json.trim() === '') return []
  try {
    return [{ record: JSON.parse(json), line }]
  } catch {
    return [{ fault: jsonFault(json)?.reason ?? 'not JSON', line }]
  }
}
