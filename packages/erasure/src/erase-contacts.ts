import { randomUUID } from 'node:crypto'
import { databaseNow } from '@dwmops/mongo'
import { openQueue } from '@dwmops/mongo-queue'
import { openLedger } from '@dwmops/sync-ledger'
import { type Erasure, type ErasureDocument, publicErasure, type Traces } from './erasure.ts'
import { type Databases, type Hasher, openHasher, readErasures, writeErasure } from './erasure-store.ts'
import { findTraces } from './find-traces.ts'
import { fullTraces, removeTraced } from './traced-documents.ts'

/** Who erases. */
export interface EraseOptions {
  readonly who: string
}

/**
 * Erases persons, named by address or as contact:ID. What a run holds stays until it is free, and an export under way may bring them
 * back: such an erasure is open, and {@link finishErasures} ends it. A version whose export began after the erasure is new data, and
 * stays.
 */
export async function eraseContacts(
  databases: Databases,
  names: readonly string[],
  { who }: EraseOptions,
): Promise<Erasure[]> {
  const hasher = await openHasher(databases, { make: true })
  const erasures: Erasure[] = []
  for (const name of new Set(names)) {
    const { addresses, ...traces } = await findTraces(databases, name)
    const at = await databaseNow(databases.queueDb)
    const document: ErasureDocument = {
      ...{ _id: randomUUID(), at, who, state: 'open', removed: {}, open: traces },
      hashes: hashesOf(traces, hasher),
    }
    // first, so that nothing comes back in between
    await writeErasure(databases, document)
    erasures.push(publicErasure(await removeOnce(databases, document, traces, addresses)))
  }
  return erasures
}

/** Goes on with erasures that are open; those that are done now. Harmless to repeat. */
export async function finishErasures(databases: Databases): Promise<Erasure[]> {
  const open = await readErasures(databases, { state: 'open' })
  const done: Erasure[] = []
  for (const document of open) {
    const after = await removeOnce(databases, document, document.open ?? { items: [], contacts: [] })
    if (after.state === 'done') done.push(publicErasure(after))
  }
  return done
}

/** Erasures, oldest first. */
export async function listErasures(databases: Databases): Promise<Erasure[]> {
  return (await readErasures(databases)).map(publicErasure)
}

/** Removes what is there, and writes what came of it. */
export async function removeOnce(
  databases: Databases,
  { open: _, ...document }: ErasureDocument,
  traces: Traces,
  addresses: readonly string[] = [],
): Promise<ErasureDocument> {
  const removed: Record<string, number> = { ...document.removed }
  const add = (name: string, count: number) => {
    removed[name] = (removed[name] ?? 0) + count
  }
  const queue = openQueue(databases.queueDb, { owner: 'erasure', stage: 'erasure' })
  let until = await databaseNow(databases.queueDb)
  const underWay = await exportsUnderWay(databases, document.at)
  const exports = [...new Set([...(traces.exports ?? []), ...underWay])]
  let isHeld = underWay.length > 0
  for (const item of traces.items) {
    const { became, exportedAt } = await queue.erase(item, document.at, exports)
    if (became === 'erased') add('items', 1)
    if (became === 'held') isHeld = true
    if (became === 'newer' && exportedAt < until) until = exportedAt
  }
  const found = await fullTraces(databases, traces, addresses)
  for (const [name, count] of Object.entries(await removeTraced(databases, found, until))) add(name, count)
  const after: ErasureDocument = isHeld
    ? { ...document, removed, state: 'open', open: { ...traces, exports } }
    : { ...document, removed, state: 'done' }
  await writeErasure(databases, after)
  return after
}

/** Exports of before the erasure whose contacts are not all stored: they may bring back who was erased. */
async function exportsUnderWay({ queueDb }: Databases, erasedAt: Date): Promise<string[]> {
  const unfinished = await openLedger(queueDb, { stage: 'get-contacts' }).unfinished()
  return unfinished
    .filter(({ kind, plannedAt }) => kind === 'export' && plannedAt <= erasedAt)
    .map(({ id }) => id)
}

/** Hashes of all that identifies the person. */
function hashesOf({ items, contacts }: Traces, hasher: Hasher): string[] {
  return [
    ...items.flatMap((item) => hasher('item', item)),
    ...contacts.flatMap((contact) => hasher('contact', contact)),
  ]
}
