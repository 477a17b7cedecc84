import type { Item, ItemDocument, Payload } from './item.ts'

const heldFields = [
  ...(['_id', 'key', 'payload', 'priority', 'attempts', 'generation'] as const),
  ...(['addedAt', 'enteredAt', 'exportedAt', 'batch', 'lastError', 'syncs'] as const),
] as const

/** What a claim reads of an item: its trail is as long as a record, and nobody's who works on it. */
export type HeldDocument = Pick<ItemDocument, (typeof heldFields)[number]>

export const heldProjection = Object.fromEntries(heldFields.map((field) => [field, 1]))

/** An item as a claim hands it out. */
export function itemOf<P extends Payload>(document: HeldDocument): Item<P> {
  const { _id, key, priority, attempts, generation, addedAt, enteredAt, exportedAt } = document
  return {
    id: _id.toHexString(),
    key,
    payload: document.payload as P,
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
