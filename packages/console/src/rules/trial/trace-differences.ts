import type { Trace } from '../../api/answers.ts'

/** A field that two sets of rules bring to different values. */
export interface TraceDifference {
  readonly field: string
  readonly from: unknown
  readonly to: unknown
}

/** Where a contact comes out differently by changed rules than by the present ones. */
export function traceDifferences(present: Trace, changed: Trace): TraceDifference[] {
  const now = new Map(present.fields.map(({ field, after }) => [field, after]))
  return changed.fields
    .filter(({ field, after }) => now.has(field) && now.get(field) !== after)
    .map(({ field, after }) => ({ field, from: now.get(field), to: after }))
}
