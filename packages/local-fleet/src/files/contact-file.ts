import { contactFieldKeys } from '@dwmops/eloqua-sandbox'
import {
  type Column,
  InputError,
  openRecords,
  type ReadRecord,
  type RecordFormat,
} from '@dwmops/record-files'

/** A record of a file of contacts as it stands there. */
export type FileRecord = Readonly<Record<string, unknown>>

/** A row of the file: one that can be washed has an id, any other says why it stays as it came. */
export interface ContactRow {
  readonly line: number
  readonly record?: FileRecord
  /** The cells of a row that does not fit the header. */
  readonly cells?: readonly string[]
  readonly reason?: 'address of an earlier row' | 'no address' | 'other number of values than the header'
}

/** A file of contacts in memory, in its own shape. */
export interface ContactFile {
  readonly file: string
  readonly format: RecordFormat
  readonly columns: readonly Column[] | undefined
  readonly delimiter: string | undefined
  readonly notes: readonly string[]
  readonly rows: readonly ContactRow[]
}

/**
 * Reads a file of contacts. Eloqua holds an address once, without regard to case, so only the first row with it can be washed.
 * Throws InputError for a file that cannot be used as a whole.
 */
export async function readContactFile(
  file: string,
  map: ReadonlyMap<string, string> = new Map(),
): Promise<ContactFile> {
  const options = { knownKeys: contactFieldKeys, requiredKeys: ['emailAddress'], map }
  const { records, format, columns, delimiter, notes } = await openRecords(file, options)
  if (format === 'csv' && columns === undefined) throw new InputError({ file, line: 1 }, 'is empty')
  const rows: ContactRow[] = []
  const addresses = new Set<string>()
  for await (const batch of records) for (const read of batch) rows.push(judge(read, file, addresses))
  return { file, format, columns, delimiter, notes, rows }
}

function judge({ record, line, cells, fault }: ReadRecord, file: string, addresses: Set<string>): ContactRow {
  if (cells !== undefined) return { line, cells, reason: 'other number of values than the header' }
  // what is no JSON cannot be handed back as it came
  if (!isRecord(record)) throw new InputError({ file, line }, fault ?? 'not a JSON object')
  const address = textOf(record['emailAddress']).trim().toLowerCase()
  if (address === '') return { line, record, reason: 'no address' }
  if (addresses.has(address)) return { line, record, reason: 'address of an earlier row' }
  addresses.add(address)
  return { line, record }
}

/** The contact of a row as the sandbox takes it: its fields as texts, and the line as its id. */
export function contactOf({ line, record = {} }: ContactRow): Readonly<Record<string, string>> {
  const fields = contactFieldKeys.map((key) => [key, textOf(record[key])])
  return { ...Object.fromEntries(fields.filter(([, text]) => text !== '')), ContactID: String(line) }
}

/** A value as a text; null and absent are blank, and so is what is no single value. */
export function textOf(value: unknown): string {
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value)
}

function isRecord(value: unknown): value is FileRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
