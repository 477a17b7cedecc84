import type { StagedFile, StagedRow } from '../../staging/staged-file.ts'

/** A staged row with its number over all bodies of the sync, from 1, and the keys that its body has in any row. */
export interface StagedRecord {
  readonly row: StagedRow
  readonly index: number
  /** its number in its body, from 1 */
  readonly indexInFile: number
  readonly fileKeys: ReadonlySet<string>
}

/** What the bodies hold against the keys of their definition. */
export interface StagedRecords {
  readonly count: number
  /** keys that the definition does not have */
  readonly foreign: ReadonlySet<string>
  /** keys of the definition that a whole body lacks */
  readonly lacking: ReadonlySet<string>
  /** whether no body has any key of the definition */
  readonly unmapped: boolean
  /** All of them, read anew at each walk: never all at once in memory. */
  walk(): Iterable<StagedRecord>
}

/** The rows of staged bodies; those that are lost are nowhere, though their numbers are used up. */
export function stagedRecords(
  files: readonly StagedFile[],
  keys: readonly string[],
  isLost?: (row: StagedRow) => boolean,
): StagedRecords {
  const lackingOf = (file: StagedFile) => keys.filter((key) => !file.keys.has(key))
  return {
    count: isLost ? [...walk(files, isLost)].length : files.reduce((sum, { size }) => sum + size, 0),
    foreign: new Set(files.flatMap((file) => [...file.keys].filter((key) => !keys.includes(key)))),
    lacking: new Set(files.flatMap(lackingOf)),
    unmapped: files.every((file) => lackingOf(file).length === keys.length),
    walk: () => walk(files, isLost),
  }
}

function* walk(files: readonly StagedFile[], isLost?: (row: StagedRow) => boolean): Generator<StagedRecord> {
  let index = 0
  for (const file of files) {
    const fileKeys = file.keys
    let indexInFile = 0
    for (const row of file.rows()) {
      index += 1
      indexInFile += 1
      if (!isLost?.(row)) yield { row, index, indexInFile, fileKeys }
    }
  }
}
