import type { RuleStore, StoredWash } from '@dwmops/rule-store'

/** Keys of the notes of some washes, by the `_id` of their history: each begins with the item. Washes of one page lie close in time. */
export async function notedKeys(store: RuleStore, page: readonly StoredWash[]): Promise<Map<string, string>> {
  const times = page.map(({ at }) => at.getTime())
  const wanted = new Set(page.map(({ id }) => id))
  const keys = new Map<string, string>()
  const query = { since: new Date(Math.min(...times) - 1_000), until: new Date(Math.max(...times) + 2_000) }
  for await (const notes of store.washes.walk(query))
    for (const { historyId, key } of notes) if (wanted.has(historyId)) keys.set(historyId, key)
  return keys
}
