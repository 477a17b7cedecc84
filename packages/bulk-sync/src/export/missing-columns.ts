import type { Row } from '@dwmops/eloqua-client'
import { UnusableExportError } from './unusable-export-error.ts'

/**
 * Counts the rows of an export that lack a column. A key that is missing is not a blank value: a passing fault of Eloqua has left
 * columns out of all rows (changelog of the old fleet, v0.2.1).
 */
export class MissingColumns {
  readonly #columns: readonly string[]
  readonly #neverBlank: ReadonlySet<string>
  readonly #rowsByColumn = new Map<string, number>()
  #rows = 0

  /** `neverBlank`: columns without which an export is of no use, and that no record leaves blank. */
  constructor(columns: readonly string[], neverBlank: readonly string[] = []) {
    this.#columns = columns
    this.#neverBlank = new Set(neverBlank)
  }

  look(row: Row): void {
    this.#rows += 1
    for (const column of this.#columns) {
      const value = row[column]
      const isMissing = value === undefined || (value === '' && this.#neverBlank.has(column))
      if (isMissing) this.#rowsByColumn.set(column, (this.#rowsByColumn.get(column) ?? 0) + 1)
    }
  }

  /** How many rows lack which column. */
  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#rowsByColumn)
  }

  /** Throws UnusableExportError when a row lacks one of these columns. */
  require(needed: readonly string[], syncUri: string): void {
    const lacking = needed.flatMap((column) => {
      const rows = this.#rowsByColumn.get(column)
      return rows === undefined ? [] : [`${column} in ${rows} of ${this.#rows} rows`]
    })
    if (lacking.length > 0) throw new UnusableExportError(syncUri, lacking.join(', '))
  }
}
