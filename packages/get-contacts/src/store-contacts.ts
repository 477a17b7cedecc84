import { contactEntry } from '@dwmops/bulk-sync'
import type { Row } from '@dwmops/eloqua-client'
import type { AddOptions, AddResult, BatchRef, Queue } from '@dwmops/mongo-queue'

/** Where exported contacts go. */
export const storedIn = 'dwmQueue'

const rowsAWrite = 1000

export interface StoredContacts extends AddResult {
  /** Rows that have the address of another row, but for case and spaces: together they are one contact to wash. */
  readonly sameAddress: number
  /** ContactIDs of all that is stored, to be taken off the list. */
  readonly contactIds: string[]
}

export interface StoreOptions extends AddOptions {
  readonly batch: BatchRef
  /** No more than so many, should the export hold more: the rest stays on the list for the next run. */
  readonly maxRows: number
  /** After each write, with how many contacts it stored. */
  onStored(rows: number): Promise<void>
}

type Stored = Omit<StoredContacts, 'sameAddress'> & { readonly keys: Set<string> }

/** Streams exported rows into the queue; the next rows are read while the last are written. */
export async function storeContacts(
  queue: Queue,
  rows: AsyncIterable<Row>,
  options: StoreOptions,
): Promise<StoredContacts> {
  const stored: Stored = {
    ...{ added: 0, unchanged: 0, renewed: 0, keptPending: 0, dead: 0, contactIds: [] },
    keys: new Set(),
  }
  let writing = Promise.resolve()
  for await (const batch of inBatches(rows, options.maxRows)) {
    await writing
    writing = write(queue, batch, options, stored)
    writing.catch(() => 'it is told where it is awaited')
  }
  await writing
  const { keys, ...counts } = stored
  return { ...counts, sameAddress: counts.contactIds.length - keys.size }
}

async function write(
  queue: Queue,
  rows: readonly Row[],
  options: StoreOptions,
  stored: Stored,
): Promise<void> {
  const entries = rows.map((row) => ({ ...contactEntry(row), batch: options.batch }))
  const { exportedAt } = options
  const result = await queue.add(storedIn, entries, exportedAt === undefined ? {} : { exportedAt })
  stored.added += result.added
  stored.unchanged += result.unchanged
  stored.renewed += result.renewed
  stored.keptPending += result.keptPending
  stored.dead += result.dead
  for (const { key } of entries) stored.keys.add(key)
  stored.contactIds.push(...rows.map((row) => row['ContactID'] ?? ''))
  await options.onStored(rows.length)
}

async function* inBatches(rows: AsyncIterable<Row>, maxRows: number): AsyncGenerator<Row[]> {
  let batch: Row[] = []
  let taken = 0
  for await (const row of rows) {
    batch.push(row)
    taken += 1
    if (batch.length === rowsAWrite) {
      yield batch
      batch = []
    }
    if (taken === maxRows) break
  }
  if (batch.length > 0) yield batch
}
