import { useState } from 'preact/hooks'
import type { Page } from './answers.ts'
import { ApiProblem } from './problem.ts'
import { type Resource, useResource } from './use-resource.ts'

/** A list that is read page by page. */
export interface Pages<Item> extends Resource<readonly Item[]> {
  /** Reads the next page; undefined when all is there. */
  readonly more: (() => Promise<void>) | undefined
  readonly loadingMore: boolean
}

interface Further<Item> {
  readonly after: readonly Item[]
  readonly items: readonly Item[]
  readonly next: string | null
}

/** Reads the first page of a list for `key`, and further ones on demand behind it. */
export function usePages<Item>(
  key: string,
  load: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Item>>,
): Pages<Item> {
  const first = useResource(key, (signal) => load(undefined, signal))
  const [further, setFurther] = useState<Further<Item>>()
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
      setFurther({ after, items: [...(mine?.items ?? []), ...loaded.items], next: loaded.next })
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
  }
}
