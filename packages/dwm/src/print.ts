import { getBorderCharacters, table } from 'table'

/** How a command answers: a table for people, or one JSON value for scripts. */
export interface PrintOptions {
  readonly json?: boolean
}

/** Prints rows under the names of their columns; with `json`, the list as it is. */
export function printRows(rows: readonly Row[], { json = false }: PrintOptions = {}): void {
  if (json) printJson(rows)
  else say(rows.length === 0 ? 'none' : asTable(rows))
}

export type Row = Readonly<Record<string, unknown>>

/** Rows as a table of text under the names of their columns. */
export function asTable(rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {})
  const cells = [columns, ...rows.map((row) => columns.map((column) => asText(row[column])))]
  const isRight = (column: string) => rows.every((row) => typeof row[column] === 'number')
  const drawn = table(cells, {
    border: getBorderCharacters('void'),
    columnDefault: { paddingLeft: 0, paddingRight: 2 },
    columns: columns.map((column) => ({ alignment: isRight(column) ? 'right' : 'left' })),
    drawHorizontalLine: () => false,
  })
  return drawn.replaceAll(/ +$/gm, '').trimEnd()
}

export function printJson(value: unknown): void {
  say(JSON.stringify(value, undefined, 2))
}

/** One line on standard output. */
export function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

function asText(value: unknown): string {
  if (value === undefined || value === null) return '-'
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
