import { useState } from 'preact/hooks'
import { pagesRead, rememberPages } from '../shell/place-memory.ts'
import type { Page } from './answers.ts'
import { loadPages } from './load-pages.ts'
import { ApiProblem } from './problem.ts'
import { type Resource, useResource } from './use-resource.ts'

/** A list that is read page by page. */
export interface Pages<Item> extends Resource<readonly Item[]> {
  /** Reads the next page; undefined when all is there. */
  readonly more: (() => Promise<void>) | undefined
  readonly loadingMore: boolean
  /** It stays as it was at `readAt`, until it is read anew. */
  readonly still: boolean
}

interface Further<Item> {
  readonly key: string
  readonly after: readonly Item[]
  readonly items: readonly Item[]
  readonly next: string | null
}

/**
 * Reads the first page of a list for `key`, and further ones on demand behind it; with `refreshMs` the first is read again so often until then.
 * Who comes back to the list, or has it read anew, finds as many pages as they had read.
 */
export function usePages<Item>(
  key: string,
  load: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Item>>,
  { refreshMs }: { readonly refreshMs?: number } = {},
): Pages<Item> {
  const [further, setFurther] = useState<Further<Item>>()
  // who has gone on to further pages reads them: anew they would begin at the first
  const isFurther = further?.key === key || pagesRead(key) > 1
  const refresh = refreshMs === undefined || isFurther ? {} : { refreshMs }
  const first = useResource(
    key,
    (signal) => loadPages((cursor) => load(cursor, signal), pagesRead(key)),
    refresh,
  )
  const [loadingMore, setLoadingMore] = useState(false)
  const [problem, setProblem] = useState<ApiProblem>()
  const page = first.data
  const mine = further !== undefined && further.after === page?.items ? further : undefined
  const next = mine === undefined ? (page?.next ?? null) : mine.next
  const more = async (cursor: string, after: readonly Item[]) => {
    setLoadingMore(true)
    setProblem(undefined)
    try {
      const loaded = await load(cursor, new AbortController().signal)
      rememberPages(key, pagesRead(key) + 1)
      setFurther({ key, after, items: [...(mine?.items ?? []), ...loaded.items], next: loaded.next })
    } catch (thrown) {
      setProblem(ApiProblem.from(thrown))
    } finally {
      setLoadingMore(false)
    }
  }
  return {
    data: page && [...page.items, ...(mine?.items ?? [])],
    problem: first.problem ?? problem,
    loading: first.loading,
    readAt: first.readAt,
    reload: first.reload,
    more: page !== undefined && next !== null && !loadingMore ? () => more(next, page.items) : undefined,
    loadingMore,
    still: isFurther,
  }
}
