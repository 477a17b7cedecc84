import { Column, type ColumnView } from './column.ts'
import { Interner } from './intern.ts'

/** All rows of an entity as they were at one moment. */
export interface TableView {
  /** rows that were ever there */
  readonly size: number
  isDeleted(row: number): boolean
  readonly ids: ColumnView<string>
  readonly createdAt: ColumnView<number>
  readonly updatedAt: ColumnView<number>
  text(field: string): ColumnView<string>
}

const blankColumn: ColumnView<string> = { at: () => '' }

/** Rows of an entity by column; a row's number is its place and never changes. */
export class Table {
  readonly ids = new Column('')
  readonly createdAt = new Column(0)
  readonly updatedAt = new Column(0)
  readonly #columns = new Map<string, Column<string>>()
  readonly #interner = new Interner()
  readonly #rowsById = new Map<string, number>()
  readonly #deleted = new Set<number>()
  #size = 0
  #lastId = 0

  /** Rows that were ever there. */
  get size(): number {
    return this.#size
  }

  /** Rows that are there. */
  get count(): number {
    return this.#size - this.#deleted.size
  }

  *rows(): Generator<number> {
    for (let row = 0; row < this.#size; row += 1) if (!this.#deleted.has(row)) yield row
  }

  /** Takes a row away for good; its number and its id are not given again. */
  delete(row: number): void {
    this.#deleted.add(row)
    this.#rowsById.delete(this.ids.at(row))
  }

  /** Adds an empty row; without an id it gets the next number. */
  add(now: number, id: string | undefined): number {
    const row = this.#size
    this.#size += 1
    const given = id ?? this.#nextId()
    this.#lastId = Math.max(this.#lastId, Number(given) || 0)
    this.ids.set(row, given)
    this.#rowsById.set(given, row)
    this.createdAt.set(row, now)
    this.updatedAt.set(row, now)
    return row
  }

  rowOf(id: string): number | undefined {
    return this.#rowsById.get(id)
  }

  get(row: number, field: string): string {
    return this.#columns.get(field)?.at(row) ?? ''
  }

  /** True when the value is another than before. */
  set(row: number, field: string, value: string): boolean {
    const column = this.#columns.get(field)
    if ((column?.at(row) ?? '') === value) return false
    const written = column ?? new Column('')
    if (!column) this.#columns.set(field, written)
    written.set(row, this.#interner.of(value))
    return true
  }

  view(): TableView {
    const columns = new Map([...this.#columns].map(([field, column]) => [field, column.view()]))
    const deleted = new Set(this.#deleted)
    return {
      size: this.#size,
      isDeleted: (row) => deleted.has(row),
      ids: this.ids.view(),
      createdAt: this.createdAt.view(),
      updatedAt: this.updatedAt.view(),
      text: (field) => columns.get(field) ?? blankColumn,
    }
  }

  #nextId(): string {
    return String(this.#lastId + 1)
  }
}
