import type { StagedFile, StagedRow } from '../staging/staged-file.ts'

/** A staged row with its number over all bodies of the sync, from 1, and the keys that its body has in any row. */
export interface StagedRecord {
  readonly row: StagedRow
  readonly index: number
  readonly fileKeys: ReadonlySet<string>
}

/** What the bodies hold against the keys of their definition. */
export interface StagedRecords {
  readonly records: readonly StagedRecord[]
  /** keys that the definition does not have */
  readonly foreign: ReadonlySet<string>
  /** keys of the definition that a whole body lacks */
  readonly lacking: ReadonlySet<string>
  /** whether no body has any key of the definition */
  readonly unmapped: boolean
}

export function stagedRecords(files: readonly StagedFile[], keys: readonly string[]): StagedRecords {
  const records: StagedRecord[] = []
  const foreign = new Set<string>()
  const lacking = new Set<string>()
  let unmapped = true
  for (const { rows } of files) {
    const fileKeys = keysOf(rows)
    for (const row of rows) records.push({ row, index: records.length + 1, fileKeys })
    for (const key of fileKeys) if (!keys.includes(key)) foreign.add(key)
    const missing = keys.filter((key) => !fileKeys.has(key))
    for (const key of missing) lacking.add(key)
    if (missing.length < keys.length) unmapped = false
  }
  return { records, foreign, lacking, unmapped }
}

function keysOf(rows: readonly StagedRow[]): ReadonlySet<string> {
  const keys = new Set<string>()
  for (const row of rows) for (const key in row) keys.add(key)
  return keys
}
