import type { ContactFile } from './contact-file.ts'
import type { WashedFile } from './washed-file.ts'

const shownLines = 10

/** What a file of contacts is worth before washing: what was detected, and which rows are left out and why. */
export function contactFileLines({ file, notes, rows }: ContactFile): string[] {
  const left = Map.groupBy(
    rows.filter(({ reason }) => reason !== undefined),
    ({ reason }) => String(reason),
  )
  return [
    ...notes.map((note) => `${file}: ${note}`),
    `${file}: ${count(rows.length, 'row')}`,
    ...Array.from(left, ([reason, found]) =>
      reasonLine(
        reason,
        found.map(({ line }) => line),
      ),
    ),
  ]
}

/** What became of the rows of a file. */
export function washedFileLines({ washed, changed, asTheyCame, withoutColumn }: WashedFile): string[] {
  return [
    `${count(washed, 'row')} washed, ${changed.toLocaleString('en-US')} of them changed`,
    ...Array.from(asTheyCame, ([reason, lines]) => `as they came: ${reasonLine(reason, lines).trim()}`),
    ...(withoutColumn.length === 0
      ? []
      : [`filled as well, but the file has no column for it: ${withoutColumn.join(', ')}`]),
  ]
}

function reasonLine(reason: string, lines: readonly number[]): string {
  const more = lines.length > shownLines ? ', ...' : ''
  const places = `${lines.length === 1 ? 'line' : 'lines'} ${lines.slice(0, shownLines).join(', ')}${more}`
  return `  ${count(lines.length, 'row')}: ${reason} (${places})`
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`
}
