import { openQueueReader } from '@dwmops/mongo-queue'
import type { Document } from 'mongodb'
import type { Databases } from './erasure-store.ts'
import { findTraces } from './find-traces.ts'
import { fullTraces, readTraced } from './traced-documents.ts'

/** All that is kept of a person, by collection, as it is stored. */
export type ContactExport = Readonly<Record<string, readonly Document[]>>

/** Reads all that is kept of a person, named by address or as contact:ID. Samples of previews are left out: they do not say whose they are. */
export async function exportContact(databases: Databases, name: string): Promise<ContactExport> {
  const { addresses, ...traces } = await findTraces(databases, name)
  const queue = openQueueReader(databases.queueDb)
  const shown = await Promise.all(traces.items.map((item) => queue.show(item)))
  const found = await readTraced(databases, await fullTraces(databases, traces, addresses))
  return { items: shown.flatMap((one) => one?.item ?? []), ...found }
}
