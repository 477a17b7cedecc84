import type { WashFailure } from '@dwmops/core'
import { csvWriter, formatOf, type ReadRecord, type RecordFile } from '@dwmops/record-files'
import { isRejectColumn, rejectColumns } from './reject-columns.ts'

/** Text of rejected records with line and reason, in the columns in which they came: ready to be corrected and washed again. */
export class RejectFile {
  readonly #pieces: string[] = []
  readonly #toText: (read: ReadRecord, error: WashFailure) => string

  constructor(file: string, source: Pick<RecordFile, 'columns' | 'delimiter'>) {
    const { columns, delimiter } = source
    if (formatOf(file) === 'jsonl' || columns === undefined) {
      this.#toText = (read, error) => `${JSON.stringify({ ...named(read, error), ...objectOf(read) })}\n`
      return
    }
    const own = columns.filter(({ name }) => !isRejectColumn(name))
    const write = csvWriter({ delimiter })
    this.#pieces.push(write([[...rejectColumns, ...own.map(({ name }) => name)]]))
    this.#toText = (read, error) => {
      const record = objectOf(read)
      return write([[read.line, error.reason, ...(read.cells ?? own.map(({ key }) => record[key]))]])
    }
  }

  add(read: ReadRecord, error: WashFailure): void {
    this.#pieces.push(this.#toText(read, error))
  }

  async *text(): AsyncGenerator<string> {
    yield* this.#pieces
  }
}

function named({ line }: ReadRecord, { reason }: WashFailure): Record<string, unknown> {
  return { [rejectColumns[0]]: line, [rejectColumns[1]]: reason }
}

function objectOf({ record }: ReadRecord): Record<string, unknown> {
  return typeof record === 'object' && record !== null ? (record as Record<string, unknown>) : {}
}
