/** What may stand between the values of a row, the usual one first. */
export const delimiters = [',', ';', '\t', '|'] as const

export type Delimiter = string

/** What the first line of a file says about its rows. */
export interface FirstLine {
  readonly delimiter: Delimiter
  /** Characters to skip before the header: a line such as `sep=;`, which Excel writes and reads. */
  readonly skip: number
}

/** Reads the delimiter off a header: of the usual ones, the most frequent outside quotes; a comma where there is none. */
export function readFirstLine(text: string): FirstLine {
  const hint = /^\uFEFF?sep=(.)(\r\n|\n|\r)/.exec(text)
  if (hint?.[1] !== undefined) return { delimiter: hint[1], skip: hint[0].length }
  const line = headerOf(text)
  let delimiter: Delimiter = ','
  for (const candidate of delimiters)
    if (count(line, candidate) > count(line, delimiter)) delimiter = candidate
  return { delimiter, skip: 0 }
}

/** The first line with something in it, without what stands in quotes. */
function headerOf(text: string): string {
  const unquoted = text.replace(/"(?:[^"]|"")*"/g, '')
  return /[^\r\n]+/.exec(unquoted)?.[0] ?? ''
}

function count(line: string, delimiter: string): number {
  return line.split(delimiter).length - 1
}
