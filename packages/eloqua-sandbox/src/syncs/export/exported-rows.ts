import { csvWriter } from '@dwmops/record-files'
import type { Read } from '../../statements/reader.ts'
import type { OmittedColumns } from './omitted-columns.ts'

/** The rows of an export as they were when its sync started. */
export interface ExportedRows {
  readonly rows: Uint32Array
  readonly keys: readonly string[]
  readonly reads: readonly Read[]
  /** columns that a fault leaves out */
  readonly omitted?: OmittedColumns | undefined
}

/** A part of the rows: from the first to before the last, and the number of its page from 1. */
export interface RowRange {
  readonly from: number
  readonly to: number
  readonly page: number
}

/** Pieces of some 50 KB: larger ones are large objects to the engine, which only a full collection frees. */
const rowsAtOnce = 50

/** A page of rows as JSON objects separated by commas, in pieces. */
export function* jsonPieces(exported: ExportedRows, { from, to, page }: RowRange): Generator<string> {
  const keys = exported.keys.map((key) => JSON.stringify(key))
  const isOmitted = omissionOn(exported, page)
  for (let start = from; start < to; start += rowsAtOnce) {
    const rows = exported.rows.subarray(start, Math.min(to, start + rowsAtOnce))
    const objects = Array.from(rows, (row) => jsonRow(row, keys, exported.reads, isOmitted))
    yield `${start === from ? '' : ','}${objects.join(',')}`
  }
}

type Omission = ((row: number, place: number) => boolean) | undefined

/** Whether a column is left out of a row on a page; undefined where none is. */
function omissionOn({ omitted }: ExportedRows, page: number): Omission {
  if (omitted === undefined || omitted.pages?.has(page) === false) return undefined
  const { places, isMeant } = omitted
  return (row, place) => places.has(place) && (isMeant?.(row) ?? true)
}

function jsonRow(row: number, keys: readonly string[], reads: readonly Read[], isOmitted: Omission): string {
  let text = ''
  for (const [at, read] of reads.entries()) {
    if (isOmitted?.(row, at)) continue
    text += `${text === '' ? '' : ','}${keys[at]}:${JSON.stringify(read(row))}`
  }
  return `{${text}}`
}

/** A page of rows as CSV with a header, in pieces. A column that only some rows lack is blank in these. */
export function* csvPieces(exported: ExportedRows, { from, to, page }: RowRange): Generator<string> {
  const isOmitted = omissionOn(exported, page)
  const isShown = (place: number) => exported.omitted?.isMeant !== undefined || !isOmitted?.(0, place)
  const shown = [...exported.keys.keys()].filter(isShown)
  const cell = (row: number, place: number) =>
    isOmitted?.(row, place) ? '' : (exported.reads[place]?.(row) ?? '')
  const write = csvWriter()
  yield write([shown.map((place) => exported.keys[place])])
  for (let start = from; start < to; start += rowsAtOnce) {
    const rows = exported.rows.subarray(start, Math.min(to, start + rowsAtOnce))
    yield write(Array.from(rows, (row) => shown.map((place) => cell(row, place))))
  }
}
