import { table as draw, getBorderCharacters } from 'table'

export type Cell = string | number

/** Lays rows out in columns, numbers to the right, under their underlined headings. */
export function table(headings: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const cells = [headings, ...rows.map((row) => headings.map((_, column) => shown(row[column])))]
  const isRight = (column: number) => rows.some((row) => typeof row[column] === 'number')
  const drawn = draw(
    cells.map((row) => [...row]),
    {
      border: { ...getBorderCharacters('void'), joinBody: '-' },
      columnDefault: { paddingLeft: 0, paddingRight: 2 },
      columns: headings.map((_, column) => ({ alignment: isRight(column) ? 'right' : 'left' })),
      drawHorizontalLine: (line) => line === 1,
    },
  )
  return drawn.replaceAll(/ +$/gm, '').trimEnd()
}

function shown(cell: Cell | undefined): string {
  return typeof cell === 'number' ? cell.toLocaleString('en-US') : (cell ?? '')
}
