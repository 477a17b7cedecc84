import type { z } from 'zod'
import { EloquaResponseError } from './errors.ts'
import type { pageEnd } from './schemas.ts'

/**
 * Whether there are pages behind one of `count` items that end at `offset`: Eloqua says so, or tells of more items than came, or, where
 * it does neither, the page is full. Throws EloquaResponseError for an empty page with more behind it.
 */
export function morePages(
  { hasMore, totalResults }: z.infer<typeof pageEnd>,
  { path, count, limit, offset }: { path: string; count: number; limit: number; offset: number },
): boolean {
  const isShort = typeof totalResults === 'number' && offset < totalResults
  const more = hasMore === true || isShort || (hasMore == null && totalResults == null && count >= limit)
  if (more && count === 0)
    throw new EloquaResponseError(
      `GET ${path}: an empty page after ${offset} items, though there are said to be ${isShort ? totalResults : 'more'}`,
    )
  return more
}
