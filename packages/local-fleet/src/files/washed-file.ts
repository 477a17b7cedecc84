import { csvWriter } from '@dwmops/record-files'
import { type ContactFile, type ContactRow, type FileRecord, textOf } from './contact-file.ts'
import type { WashedContact } from './washed-contacts.ts'

/** The text of a file of contacts after washing, and what became of its rows. */
export interface WashedFile {
  /** In the shape of the input: columns, names, delimiter and order; rows that were not washed as they came. */
  readonly text: string
  readonly washed: number
  readonly changed: number
  /** Lines that stand as they came, by reason. */
  readonly asTheyCame: ReadonlyMap<string, readonly number[]>
  /** Fields that the rules filled and the file has no column for. */
  readonly withoutColumn: readonly string[]
}

/** Puts what the stages made of the contacts back into the rows of their file. */
export function washedFile(file: ContactFile, contacts: ReadonlyMap<string, WashedContact>): WashedFile {
  const asTheyCame = new Map<string, number[]>()
  const withoutColumn = new Set<string>()
  let washed = 0
  let changed = 0
  const rows = file.rows.map((row) => {
    const contact = contacts.get(String(row.line))
    if (row.record === undefined || contact === undefined || contact.imports === 0) {
      const reason = row.reason ?? 'not washed by the stages'
      asTheyCame
        .set(reason, asTheyCame.get(reason) ?? [])
        .get(reason)
        ?.push(row.line)
      return row
    }
    washed += 1
    const keys = changedKeys(row.record, contact.fields)
    if (keys.length > 0) changed += 1
    for (const key of keys) if (!hasPlace(file, key)) withoutColumn.add(key)
    return { ...row, record: { ...row.record, ...pick(contact.fields, keys) } }
  })
  return { text: textOfRows(file, rows), washed, changed, asTheyCame, withoutColumn: [...withoutColumn] }
}

function changedKeys(record: FileRecord, fields: WashedContact['fields']): string[] {
  return Object.keys(fields).filter((key) => fields[key] !== textOf(record[key]))
}

function pick(fields: WashedContact['fields'], keys: readonly string[]): FileRecord {
  return Object.fromEntries(keys.map((key) => [key, fields[key]]))
}

function hasPlace({ columns }: ContactFile, key: string): boolean {
  return columns === undefined || columns.some((column) => column.key === key)
}

function textOfRows({ columns, delimiter }: ContactFile, rows: readonly ContactRow[]): string {
  if (columns === undefined) return rows.map(({ record }) => `${JSON.stringify(record ?? null)}\n`).join('')
  const write = csvWriter({ delimiter })
  const cells = rows.map(({ record, cells: asRead }) => asRead ?? columns.map(({ key }) => record?.[key]))
  return write([columns.map(({ name }) => name), ...cells])
}
