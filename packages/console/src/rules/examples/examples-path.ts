import type { Rule } from '../../api/answers.ts'

/** Where the API has the examples of a rule. */
export function examplesPath({ collection, id }: Pick<Rule, 'collection' | 'id'>): string {
  return `/rules/${encodeURIComponent(collection)}/${encodeURIComponent(id)}/examples`
}
