// biome-ignore-all lint/a11y/noRedundantRoles: a table that CSS lays out otherwise is none to some screen readers unless its roles are spelled out

import type { ComponentChildren } from 'preact'
import './data-table.css'

export interface Column<Row> {
  readonly title: string
  readonly cell: (row: Row) => ComponentChildren
  /** Numbers stand to the right, under each other. */
  readonly number?: boolean
  /** Takes the room that the others leave. */
  readonly wide?: boolean
  /** Names its row to a screen reader. */
  readonly heads?: boolean
}

interface Props<Row> {
  /** What the table holds, for screen readers. */
  readonly caption: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
}

/**
 * Rows under headings; in little room each row becomes a small card with its headings at the side. Roles are spelled out,
 * as a table that is laid out otherwise would be no table to a screen reader any more.
 */
export function DataTable<Row>({ caption, columns, rows, keyOf }: Props<Row>) {
  return (
    <table class="data-table" role="table">
      <caption class="visually-hidden">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column.title} role="columnheader" scope="col" class={classOf(column)}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row">
            {columns.map((column) => (
              <Cell key={column.title} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const content = (
    <>
      <span class="data-table-label" aria-hidden="true">
        {column.title}
      </span>
      <span class="data-table-content">{column.cell(row)}</span>
    </>
  )
  return column.heads === true ? (
    <th role="rowheader" scope="row" class={classOf(column)}>
      {content}
    </th>
  ) : (
    <td role="cell" class={classOf(column)}>
      {content}
    </td>
  )
}

function classOf<Row>({ number, wide }: Column<Row>): string | undefined {
  return number === true ? 'number' : wide === true ? 'wide' : undefined
}
