import type { Field } from '../../api/answers.ts'
import { request } from '../../api/request.ts'
import { useResource } from '../../api/use-resource.ts'

/** The names of the fields that are washed, in the order in which they are. */
export function useFieldNames(): readonly string[] {
  const fields = useResource('fields', (signal) => request<{ items: Field[] }>('/fields', { signal }))
  return (fields.data?.items ?? []).map(({ field }) => field)
}
