import type { Config } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { useResource } from '../api/use-resource.ts'

/** The names of the fields that any config washes, in its order. */
export function useFieldNames(): readonly string[] {
  const configs = useResource('configs', (signal) => request<{ items: Config[] }>('/configs', { signal }))
  return [
    ...new Set((configs.data?.items ?? []).flatMap(({ document }) => Object.keys(document['fields'] ?? {}))),
  ]
}
