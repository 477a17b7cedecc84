import type { IndexDescription, IndexDescriptionInfo } from 'mongodb'

/** An index by the name of the query that it serves. */
export type NamedIndex = IndexDescription & { readonly name: string }

/** Whether two do the same: keys in their order, and all that changes what is in an index or goes by it. Names do not count. */
export function isSameIndex(one: IndexDescriptionInfo | NamedIndex, other: NamedIndex): boolean {
  return meaningOf(one) === meaningOf(other)
}

function meaningOf(index: IndexDescriptionInfo | NamedIndex): string {
  const { unique = false, sparse = false, expireAfterSeconds, partialFilterExpression } = index
  const keys = index.key instanceof Map ? [...index.key] : Object.entries(index.key)
  return JSON.stringify([
    keys.map(([field, how]) => [field, Number(how) || how]),
    Boolean(unique),
    Boolean(sparse),
    expireAfterSeconds === undefined ? null : Number(expireAfterSeconds),
    partialFilterExpression ?? null,
  ])
}
