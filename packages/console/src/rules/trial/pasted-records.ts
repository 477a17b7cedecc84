/** What was pasted, as records; or what is wrong with it. */
export type Pasted =
  | { readonly records: readonly Readonly<Record<string, string>>[] }
  | { readonly fault: string }

const mostRecords = 20

/**
 * Reads rows as a spreadsheet copies them: tabs between the cells, or commas where there are none, and the names of the fields in the first row.
 */
export function pastedRecords(text: string): Pasted {
  const [header = '', ...rows] = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '')
  if (rows.length === 0) return { fault: 'The first row names the fields, each other one is a contact' }
  if (rows.length > mostRecords) return { fault: `At most ${mostRecords} contacts at a time` }
  const delimiter = header.includes('\t') ? '\t' : ','
  const names = header.split(delimiter).map((name) => name.trim())
  if (names.includes('') || new Set(names).size < names.length)
    return { fault: 'Each column needs a name of its own in the first row' }
  const cells = rows.map((row) => row.split(delimiter))
  const odd = cells.findIndex((row) => row.length > names.length)
  if (odd !== -1) return { fault: `Contact ${odd + 1} has more cells than the first row` }
  return {
    records: cells.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? '']))),
  }
}
