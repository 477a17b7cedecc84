import type { z } from 'zod'
import { EloquaEndlessPagesError } from '../errors.ts'
import type { pageEnd } from '../schemas.ts'

/** A page that was read, and all before it. */
interface PageRead {
  readonly path: string
  /** Items of this page. */
  readonly count: number
  readonly limit: number
  /** Items of all pages up to its end. */
  readonly offset: number
  readonly pages: number
}

/** 50 million rows of export data, a million of anything else. */
const mostPages = 1_000

/**
 * Whether there are pages behind one of `count` items that end at `offset`: Eloqua says so, or says that there are more items than came,
 * or, where it does neither, the page is full; a total below what came says nothing. An empty page is the end, whatever the total: that may count what this user does not
 * see. Throws EloquaEndlessPagesError for an empty page that is said to have more behind it, and after a thousand pages: a server
 * that does not heed the offset gives the same rows again and again.
 */
export function morePages(
  { hasMore, totalResults }: z.infer<typeof pageEnd>,
  { path, count, limit, offset, pages }: PageRead,
): boolean {
  if (count === 0) {
    if (hasMore !== true) return false
    throw endless(path, `an empty page after ${offset} items, although hasMore says that more follow`)
  }
  const isTotal = typeof totalResults === 'number' && offset <= totalResults
  const isShort = isTotal && offset < totalResults
  const isMore = hasMore === true || isShort || (hasMore == null && !isTotal && count >= limit)
  if (isMore && pages >= mostPages) throw endless(path, `${pages} pages, and hasMore says that more follow`)
  return isMore
}

function endless(path: string, what: string): EloquaEndlessPagesError {
  return new EloquaEndlessPagesError(`GET ${path}: ${what}`, { method: 'GET', path })
}
