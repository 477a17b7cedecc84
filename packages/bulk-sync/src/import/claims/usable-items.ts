import type { Item } from '@dwmops/mongo-queue'
import type { RecordResult } from '../results/record-results.ts'

/** The items of which `read` can make something; one of which it cannot is rejected by itself and keeps no other from its import. */
export function usableItems(
  items: readonly Item[],
  read: (item: Item) => unknown,
): { usable: Item[]; unusable: RecordResult[] } {
  const usable: Item[] = []
  const unusable: RecordResult[] = []
  for (const item of items) {
    try {
      read(item)
      usable.push(item)
    } catch (error) {
      const fault = error instanceof Error ? error.name : typeof error
      const message = `no import row can be made of it (${fault}): look which rule writes something else than text`
      unusable.push({ id: item.id, result: 'rejected', code: 'ROW_UNUSABLE', message })
    }
  }
  return { usable, unusable }
}
