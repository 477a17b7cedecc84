import type { CollectionQuery } from './query.ts'
import { type Item, inOrder, searchTest } from './search.ts'

/** A page in the form of all collections; `items` is missing where a fault has it so. */
export interface Collection<T> {
  readonly items?: readonly T[]
  readonly totalResults?: number
  readonly limit: number
  readonly offset: number
  readonly count: number
  readonly hasMore: boolean
}

export interface CollectionManner {
  readonly loose?: boolean
  readonly omitsItems?: () => boolean
}

/** The page that a query asks for. */
export function collectionOf<T extends Item>(
  all: readonly T[],
  query: CollectionQuery,
  { loose = false, omitsItems = () => false }: CollectionManner = {},
): Collection<T> {
  const found = inOrder(all.filter(searchTest(query.q, { loose })), query.orderBy)
  const items = found.slice(query.offset, query.offset + query.limit)
  return {
    ...(items.length === 0 && omitsItems() ? {} : { items }),
    ...pageFacts(query, found.length, items.length),
  }
}

/** All of a page but its items. */
export function pageFacts(
  query: CollectionQuery,
  total: number,
  count: number,
): Omit<Collection<never>, 'items'> {
  return {
    ...(query.total ? { totalResults: total } : {}),
    limit: query.limit,
    offset: query.offset,
    count,
    hasMore: query.offset + count < total,
  }
}
