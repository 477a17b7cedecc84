import type { Item } from './item.ts'

/**
 * Names one pass of a record through the queues: the same however often it is claimed and whenever that version is exported
 * again, another one for any other pass, also of a key that was deleted and came back. Begins with the item's id and a colon.
 */
export function generationName({
  id,
  generation,
  addedAt,
}: Pick<Item, 'id' | 'generation' | 'addedAt'>): string {
  return `${id}:${generation}:${addedAt.getTime()}`
}
