import type { Store } from '../store.ts'

/** A value that payloads hold under a key, and how many of those looked at do. */
export interface FrequentValue {
  value: string
  items: number
}

/** The most frequent texts under a key of the payloads, most first, among the first `among` items that the server comes by. */
export async function frequentValues(
  { items, retryTransient }: Store,
  key: string,
  { limit, among }: { limit: number; among: number },
): Promise<FrequentValue[]> {
  const groups = await retryTransient('count values', () =>
    items
      .aggregate<{ _id: string; items: number }>([
        { $limit: among },
        { $project: { value: `$payload.${key}` } },
        { $match: { value: { $type: 'string' } } },
        { $group: { _id: '$value', items: { $sum: 1 } } },
        { $sort: { items: -1, _id: 1 } },
        { $limit: limit },
      ])
      .toArray(),
  )
  return groups.map(({ _id, items: count }) => ({ value: _id, items: count }))
}
