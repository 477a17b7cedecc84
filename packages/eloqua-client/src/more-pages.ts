import type { z } from 'zod'
import { EloquaResponseError } from './errors.ts'
import type { pageEnd } from './schemas.ts'

/**
 * Whether there are pages behind one of `count` items that end at `offset`: Eloqua says so, or says that there are more items than came,
 * or, where it does neither, the page is full. An empty page is the end, whatever the total: that may count what this user does not
 * see. Throws EloquaResponseError for an empty page that is said to have more behind it.
 */
export function morePages(
  { hasMore, totalResults }: z.infer<typeof pageEnd>,
  { path, count, limit, offset }: { path: string; count: number; limit: number; offset: number },
): boolean {
  if (count === 0) {
    if (hasMore !== true) return false
    throw new EloquaResponseError(
      `GET ${path}: an empty page after ${offset} items, though more are said to follow`,
    )
  }
  const isShort = typeof totalResults === 'number' && offset < totalResults
  return hasMore === true || isShort || (hasMore == null && totalResults == null && count >= limit)
}
