import type { z } from 'zod'
import { EloquaResponseError } from './errors.ts'
import type { pageEnd } from './schemas.ts'

/**
 * Whether there are pages behind one of `count` items that end at `offset`. Where Eloqua does not say, a full page may not
 * be the last. Throws EloquaResponseError for an empty page that says that there are more.
 */
export function morePages(
  { hasMore, totalResults }: z.infer<typeof pageEnd>,
  { path, count, limit, offset }: { path: string; count: number; limit: number; offset: number },
): boolean {
  const more = hasMore ?? (typeof totalResults !== 'number' ? count >= limit : offset < totalResults)
  if (more && count === 0)
    throw new EloquaResponseError(`GET ${path}: an empty page says that there are more`)
  return more
}
