import { contactEntry } from '@dwmops/bulk-sync'
import type { Row } from '@dwmops/eloqua-client'
import {
  type AddOptions,
  type AddResult,
  type BatchRef,
  type Entry,
  keyHex,
  type Queue,
} from '@dwmops/mongo-queue'

/** Where exported contacts go. */
export const storedIn = 'dwmQueue'

export interface StoredContacts extends AddResult {
  /** Rows that have the address of another row, but for case and spaces: together they are one contact to wash. */
  readonly sameAddress: number
  /** Contacts whose present version the batch `before` brought. */
  returned: number
  /** ContactIDs of all that is stored, to be taken off the list. */
  readonly contactIds: string[]
}

export interface StoreOptions extends AddOptions {
  readonly batch: BatchRef
  /** Id of the batch whose contacts are counted when they come again. */
  readonly before: string | undefined
  /** After each write, with how many contacts it stored. */
  onStored(rows: number): Promise<void>
}

type Stored = Omit<StoredContacts, 'sameAddress'> & { readonly keys: Set<string> }

/** Writes exported rows into the queue, batch by batch. */
export async function storeContacts(
  queue: Queue,
  batches: AsyncIterable<readonly Row[]>,
  options: StoreOptions,
): Promise<StoredContacts> {
  const stored: Stored = {
    ...{ added: 0, unchanged: 0, renewed: 0, keptPending: 0, dead: 0, returned: 0, contactIds: [] },
    keys: new Set(),
  }
  for await (const batch of batches) await write(queue, batch, options, stored)
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
  const { exportedAt, before } = options
  if (before !== undefined) stored.returned += await countOf(queue, before, entries)
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

/** How many of the entries are records whose present version came with that batch. */
async function countOf(queue: Queue, batch: string, entries: readonly Entry[]): Promise<number> {
  const places = await queue.places(entries.map(({ key }) => keyHex(key)))
  return places.filter((place) => place.batch === batch).length
}
