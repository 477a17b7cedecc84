import type { WashFailure } from '@dwmops/core'
import { type ChunkShape, csvWriter, formatOf, type ReadRecord } from '@dwmops/record-files'
import { isRejectColumn, rejectColumns, rejectValues } from './reject-columns.ts'

/** Text of rejected records with line and reason, in the columns in which they came: ready to be corrected and washed again. */
export interface RejectText {
  readonly begin: string
  add(read: ReadRecord, error: WashFailure): void
  /** The text of what was added since the last call. */
  take(): string
}

/** How rejected records are written into a file of this name. */
export function rejectText(
  file: string,
  { columns, delimiter }: Pick<ChunkShape, 'columns' | 'delimiter'>,
): RejectText {
  if (formatOf(file) === 'jsonl' || columns === undefined)
    return collecting('', rejectedObject, (objects) =>
      objects.map((one) => `${JSON.stringify(one)}\n`).join(''),
    )
  const isOwn = columns.map(({ name }) => !isRejectColumn(name))
  const own = columns.filter((_, at) => isOwn[at])
  const write = csvWriter({ delimiter })
  return collecting(
    write([[...rejectColumns, ...own.map(({ name }) => name)]]),
    ({ record, cells, line }, { reason }) => {
      const values = recordOf(record)
      const ownCells = cells?.filter((_, at) => isOwn[at] ?? true)
      return [line, reason, ...(ownCells ?? own.map(({ key }) => values[key]))]
    },
    write,
  )
}

function collecting<Row>(
  begin: string,
  rowOf: (read: ReadRecord, error: WashFailure) => Row,
  write: (rows: readonly Row[]) => string,
): RejectText {
  let rows: Row[] = []
  return {
    begin,
    add: (read, error) => rows.push(rowOf(read, error)),
    take() {
      const text = write(rows)
      rows = []
      return text
    },
  }
}

function rejectedObject({ record, cells, text, line }: ReadRecord, { reason }: WashFailure) {
  const values = recordOf(record)
  const other =
    cells ?? text ?? (isRecord(record) || record === undefined ? undefined : JSON.stringify(record))
  const own = Object.entries(values).filter(([key]) => key !== rejectColumns[0] && key !== rejectColumns[1])
  return {
    [rejectColumns[0]]: line,
    [rejectColumns[1]]: reason,
    ...(other !== undefined && { [rejectValues]: other }),
    ...Object.fromEntries(own),
  }
}

function recordOf(record: unknown): Readonly<Record<string, unknown>> {
  return isRecord(record) ? record : {}
}

function isRecord(record: unknown): record is Readonly<Record<string, unknown>> {
  return typeof record === 'object' && record !== null && !Array.isArray(record)
}
