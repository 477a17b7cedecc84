import type { Washed, WashFailure } from '@dwmops/core'
import { type Column, csvWriter, type ReadRecord, type RecordFormat } from '@dwmops/record-files'
import { isRejectColumn } from './reject-columns.ts'

/** Turns washed records into the text of the output. */
export interface WashedText {
  /** What stands before all records: the header of a CSV file. */
  begin(): string
  /** The text of a washed record. Throws MissingColumnError when it does not fit the columns of the output. */
  washed(result: Washed): string
  /** The text of a record that failed: empty where it is left out. */
  failed(read: ReadRecord, error: WashFailure): string
}

/** A record has a key for which the CSV to write has no column. */
export class MissingColumnError extends Error {
  override readonly name = 'MissingColumnError'
}

export interface WashedTextOptions {
  readonly to: RecordFormat
  readonly history: boolean
  /** Columns of the input, when it has any: the output keeps their names and order. */
  readonly columns: readonly Column[] | undefined
  readonly delimiter: string | undefined
  readonly safeFromFormulas: boolean
}

export function washedText(options: WashedTextOptions): WashedText {
  return options.to === 'csv' ? new CsvText(options) : jsonText(options)
}

function jsonText({ history, columns }: WashedTextOptions): WashedText {
  const dropped = (columns ?? []).map(({ key }) => key).filter(isRejectColumn)
  return {
    begin: () => '',
    washed: (result) => {
      for (const key of dropped) delete result.record[key]
      return `${JSON.stringify(history ? { record: result.record, history: result.history } : result.record)}\n`
    },
    failed: ({ line }, error) => `${JSON.stringify({ error: { ...error, line } })}\n`,
  }
}

class CsvText implements WashedText {
  readonly #write: (rows: readonly (readonly unknown[])[]) => string
  #columns: readonly Column[] | undefined
  #keys: ReadonlySet<string> | undefined

  constructor({ columns, delimiter, safeFromFormulas }: WashedTextOptions) {
    this.#write = csvWriter({ delimiter, safeFromFormulas })
    this.#columns = columns?.filter(({ name }) => !isRejectColumn(name))
  }

  begin(): string {
    return this.#columns === undefined ? '' : this.#header(this.#columns)
  }

  /** Columns of CSV rows are those of the header; a record of JSON Lines may have others. The first one names them then. */
  washed({ record }: Washed): string {
    const header = this.#columns === undefined ? this.#header(columnsOf(record)) : ''
    this.#refuseOthers(record)
    return header + this.#write([(this.#columns ?? []).map(({ key }) => record[key])])
  }

  failed(): string {
    return ''
  }

  #header(columns: readonly Column[]): string {
    this.#columns = columns
    this.#keys = new Set(columns.map(({ key }) => key))
    return this.#write([columns.map(({ name }) => name)])
  }

  #refuseOthers(record: Readonly<Record<string, unknown>>): void {
    for (const key in record) {
      if (this.#keys?.has(key) === true || isRejectColumn(key)) continue
      throw new MissingColumnError(`the CSV to write has no column for the key ${key}`)
    }
  }
}

function columnsOf(record: Readonly<Record<string, unknown>>): Column[] {
  return Object.keys(record).map((name) => ({ name, key: name }))
}
