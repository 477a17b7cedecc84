import { csvLine } from '../http/csv.ts'
import type { Read } from '../statements/reader.ts'

/** The rows of an export as they were when its sync started. */
export interface ExportedRows {
  readonly rows: Uint32Array
  readonly keys: readonly string[]
  readonly reads: readonly Read[]
}

/** Pieces of some 50 KB: larger ones are large objects to the engine, which only a full collection frees. */
const rowsAtOnce = 50

/** A page of rows as JSON objects separated by commas, in pieces. */
export function* jsonPieces(exported: ExportedRows, from: number, to: number): Generator<string> {
  const keys = exported.keys.map((key) => JSON.stringify(key))
  for (let start = from; start < to; start += rowsAtOnce) {
    const rows = exported.rows.subarray(start, Math.min(to, start + rowsAtOnce))
    const objects = Array.from(rows, (row) => jsonRow(row, keys, exported.reads))
    yield `${start === from ? '' : ','}${objects.join(',')}`
  }
}

function jsonRow(row: number, keys: readonly string[], reads: readonly Read[]): string {
  let text = '{'
  for (const [at, read] of reads.entries()) {
    text += `${at === 0 ? '' : ','}${keys[at]}:${JSON.stringify(read(row))}`
  }
  return `${text}}`
}

/** A page of rows as CSV with a header, in pieces. */
export function* csvPieces(exported: ExportedRows, from: number, to: number): Generator<string> {
  yield csvLine(exported.keys)
  for (let start = from; start < to; start += rowsAtOnce) {
    const rows = exported.rows.subarray(start, Math.min(to, start + rowsAtOnce))
    yield Array.from(rows, (row) => csvLine(exported.reads.map((read) => read(row)))).join('')
  }
}
