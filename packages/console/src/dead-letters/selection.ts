import type { DeadLetterGroup } from '../api/answers.ts'

/** Which dead letters are shown: those of a queue, of a code, that hold a text. */
export interface LetterFilter {
  readonly queue: string | undefined
  readonly code: string | undefined
  readonly q: string | undefined
}

/** Letters picked one by one; they count only under the filter that they were picked under. */
export interface Picks {
  readonly under: string
  readonly ids: ReadonlySet<string>
}

export const nonePicked: Picks = { under: '', ids: new Set() }

/** What of some picks counts under a filter: a selection ends with its filter. */
export function picksUnder(filter: LetterFilter, picks: Picks): ReadonlySet<string> {
  return picks.under === nameOf(filter) ? picks.ids : nonePicked.ids
}

/** Picks that were made under a filter. */
export function pick(filter: LetterFilter, ids: ReadonlySet<string>): Picks {
  return { under: nameOf(filter), ids }
}

function nameOf({ queue = '', code = '', q = '' }: LetterFilter): string {
  return JSON.stringify([queue, code, q])
}

/** How many dead letters are in the chosen group, and how many in others. */
export function groupCounts(
  groups: readonly Pick<DeadLetterGroup, 'queue' | 'code' | 'count'>[],
  { queue, code }: Pick<LetterFilter, 'queue' | 'code'>,
): { readonly within: number; readonly outside: number } {
  const all = groups.reduce((sum, { count }) => sum + count, 0)
  const meant = groups.filter(
    (group) => (queue ?? group.queue) === group.queue && (code ?? group.code) === group.code,
  )
  const within = meant.reduce((sum, { count }) => sum + count, 0)
  return { within, outside: all - within }
}
