import type { Washed, WashFailure } from '@dwmops/core'
import { type Column, csvWriter, type ReadRecord, type RecordFormat } from '@dwmops/record-files'
import { isRejectColumn, rejectKeys } from './reject-columns.ts'

/** Collects washed records, and turns them into the text of the output. */
export interface WashedText {
  /** Columns of CSV output; undefined while the first record has yet to name them. */
  readonly columns: readonly Column[] | undefined
  /** What stands before all records: the header of a CSV file. */
  begin(): string
  /** Adds a washed record. Throws MissingColumnError when it does not fit the columns of the output. */
  add(result: Washed): void
  /** Adds a record that failed; false where the output leaves such records out. */
  addFailed(read: ReadRecord, error: WashFailure): boolean
  /** The text of what was added since the last call. */
  take(): string
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
  return options.to === 'csv' ? new CsvText(options) : new JsonText(options)
}

class JsonText implements WashedText {
  readonly columns = undefined
  readonly #history: boolean
  #text = ''

  constructor({ history }: WashedTextOptions) {
    this.#history = history
  }

  begin(): string {
    return ''
  }

  add({ record, history }: Washed): void {
    for (const key of rejectKeys) if (key in record) delete record[key]
    this.#text += `${JSON.stringify(this.#history ? { record, history } : record)}\n`
  }

  addFailed({ line }: ReadRecord, error: WashFailure): boolean {
    this.#text += `${JSON.stringify({ error: { ...error, line } })}\n`
    return true
  }

  take(): string {
    const text = this.#text
    this.#text = ''
    return text
  }
}

class CsvText implements WashedText {
  readonly #write: (rows: readonly (readonly unknown[])[]) => string
  #columns: readonly Column[] | undefined
  #keys: ReadonlySet<string> | undefined
  #rows: (readonly unknown[])[] = []

  constructor({ columns, delimiter, safeFromFormulas }: WashedTextOptions) {
    this.#write = csvWriter({ delimiter, safeFromFormulas })
    if (columns !== undefined) this.#setColumns(columns.filter(({ name }) => !isRejectColumn(name)))
  }

  get columns(): readonly Column[] | undefined {
    return this.#columns
  }

  begin(): string {
    return this.#columns === undefined ? '' : this.#write([namesOf(this.#columns)])
  }

  /** Columns of CSV rows are those of the header; a record of JSON Lines may have others. The first one names them then. */
  add({ record }: Washed): void {
    if (this.#columns === undefined) {
      const columns = columnsOf(record)
      this.#setColumns(columns)
      this.#rows.push(namesOf(columns))
    }
    this.#refuseOthers(record)
    this.#rows.push((this.#columns ?? []).map(({ key }) => record[key]))
  }

  addFailed(): boolean {
    return false
  }

  take(): string {
    const text = this.#write(this.#rows)
    this.#rows = []
    return text
  }

  #setColumns(columns: readonly Column[]): void {
    this.#columns = columns
    this.#keys = new Set(columns.map(({ key }) => key))
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

function namesOf(columns: readonly Column[]): string[] {
  return columns.map(({ name }) => name)
}
