export type Cell = string | number

/** Lays rows out in columns, numbers to the right, under their headings. */
export function table(headings: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => shown(row[column]).length)),
  )
  const line = (cells: readonly (Cell | undefined)[]) =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return typeof cell === 'number' ? shown(cell).padStart(width) : shown(cell).padEnd(width)
      })
      .join('  ')
      .trimEnd()
  return [line(headings), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}

function shown(cell: Cell | undefined): string {
  if (cell === undefined) return ''
  return typeof cell === 'number' ? cell.toLocaleString('en-US') : cell
}
