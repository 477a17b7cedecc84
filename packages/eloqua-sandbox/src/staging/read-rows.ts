import { parse } from 'csv-parse/sync'
import { Refusal } from '../http/refusal.ts'
import { arraySlices } from './array-slices.ts'
import { StagedFile, type StagedRow } from './staged-file.ts'

/** Reads a body of rows. Throws a Refusal (400) when it cannot be parsed. */
export function readRows(
  body: Buffer,
  contentType: string,
  { omitsNull = false }: { readonly omitsNull?: boolean } = {},
): StagedFile {
  const file = new StagedFile()
  if (contentType.startsWith('text/csv')) file.add(csvRows(body.toString('utf8')))
  else for (const slice of arraySlices(body)) file.add(jsonRows(slice, omitsNull))
  return file
}

function jsonRows(text: string, omitsNull: boolean): StagedRow[] {
  const values = parsed(() => JSON.parse(text) as unknown[])
  return values.map((value) => rowOf(value, omitsNull))
}

function csvRows(text: string): StagedRow[] {
  const lines = parsed(
    () => parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true }) as string[][],
  )
  const [header = [], ...records] = lines
  return records.map((values) =>
    values.length > header.length
      ? undefined
      : Object.fromEntries(values.map((value, at) => [header[at], value])),
  )
}

/** A flat object with its values as text; null is blank, or nothing; anything deeper makes it malformed. */
function rowOf(value: unknown, omitsNull: boolean): StagedRow {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const row = value as Record<string, unknown>
  for (const key of Object.keys(row)) {
    const one = row[key]
    if (typeof one === 'string') continue
    if (typeof one === 'object' && one !== null) return undefined
    if (one === null && omitsNull) delete row[key]
    else row[key] = one === null ? '' : String(one)
  }
  return row as Record<string, string>
}

function parsed<T>(parser: () => T): T {
  try {
    return parser()
  } catch (cause) {
    // the parser's own words would quote the data
    throw Object.assign(new Refusal(400, 'There was a parsing error.'), { cause })
  }
}
