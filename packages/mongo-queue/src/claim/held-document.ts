import type { Item, ItemDocument, Payload } from '../item/item.ts'

const heldFields = [
  ...(['_id', 'key', 'payload', 'priority', 'attempts', 'generation'] as const),
  ...(['addedAt', 'enteredAt', 'exportedAt', 'batch', 'lastError', 'syncs'] as const),
] as const

/** What a claim reads of an item: its trail is as long as a record, and of no use to who works on it. */
export type HeldDocument = Pick<ItemDocument, (typeof heldFields)[number]>

/** {@link HeldDocument} as a projection, with these paths of the payload alone where some are named. */
export function heldProjection(payloadPaths?: readonly string[]): Record<string, 1> {
  const paths = heldFields.flatMap((field) =>
    field === 'payload' && payloadPaths !== undefined
      ? payloadPaths.map((inside) => `payload.${inside}`)
      : [field],
  )
  return Object.fromEntries(paths.map((path) => [path, 1]))
}

/** Documents of one answer: some MB, so that what is read is not in memory twice. */
export const heldAtOnce = 2_000

/** An item as a claim hands it out. */
export function itemOf<P extends Payload>(document: HeldDocument): Item<P> {
  const { _id, key, priority, attempts, generation, addedAt, enteredAt, exportedAt } = document
  return {
    id: _id.toHexString(),
    key,
    // a copy: what is read from BSON is a table in the heap, twice as large as an object of the same fields
    payload: { ...document.payload } as P,
    priority,
    attempts,
    generation,
    addedAt,
    enteredAt,
    exportedAt,
    ...(document.batch === null ? {} : { batch: document.batch }),
    ...(document.lastError === undefined ? {} : { lastError: document.lastError }),
    ...(document.syncs === undefined ? {} : { syncs: document.syncs }),
  }
}
