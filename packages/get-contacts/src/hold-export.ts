import { MissingColumns } from '@dwmops/bulk-sync'
import type { Row } from '@dwmops/eloqua-client'
import { HeldRows } from './held-rows.ts'

/** What a contact cannot be stored, taken off the list or imported without. */
const needed = ['ContactID', 'emailAddress']
const rowsABatch = 1000

export interface HoldOptions {
  readonly syncUri: string
  /** Keys that each row is expected to have. */
  readonly columns: readonly string[]
  /** No more than so many, should the export hold more: the rest stays on the list for the next run. */
  readonly maxRows: number
  /** After each batch, to show that the run lives. */
  onRead(): Promise<unknown>
}

/** An export that can be used. `lacking`: how many rows lack which column, blank values apart. */
export interface HeldExport {
  readonly rows: HeldRows
  readonly lacking: Readonly<Record<string, number>>
}

/**
 * Reads an export to its end before anything is made of it: a column may be missing on its last page only. Throws
 * UnusableExportError when a row has no ContactID, or no address column; a blank address is one.
 */
export async function holdExport(rows: AsyncIterable<Row>, options: HoldOptions): Promise<HeldExport> {
  const held = new HeldRows()
  const missing = new MissingColumns(options.columns, ['ContactID'])
  for await (const batch of inBatches(rows, options.maxRows)) {
    for (const row of batch) missing.look(row)
    await held.add(batch)
    await options.onRead()
  }
  missing.require(needed, options.syncUri)
  return { rows: held, lacking: missing.counts() }
}

async function* inBatches(rows: AsyncIterable<Row>, maxRows: number): AsyncGenerator<Row[]> {
  let batch: Row[] = []
  let taken = 0
  for await (const row of rows) {
    batch.push(row)
    taken += 1
    if (batch.length === rowsABatch) {
      yield batch
      batch = []
    }
    if (taken === maxRows) break
  }
  if (batch.length > 0) yield batch
}
