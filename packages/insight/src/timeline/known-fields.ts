import { exportedValues } from '@dwmops/fleet'
import type { Payload } from '@dwmops/mongo-queue'
import type { Timeline, TimelineWash } from './timeline.ts'

/** The fields of a contact as far as the fleet knows them. Holds its values: for a person's eyes, never for a log. */
export interface KnownFields {
  /** queue: its whole record; history: only the fields that were changed. */
  readonly source: 'queue' | 'history'
  /** When its record was exported, or its newest wash. */
  readonly at: Date
  readonly fields: readonly KnownField[]
}

export interface KnownField {
  readonly field: string
  readonly value: unknown
  /** As it was exported, where washing changed it; null where the export did not hold it. */
  readonly exported?: string | null
}

/** The newest known state of a contact: what the queue holds, or else what its history adds up to. */
export function knownFields(
  { washes, undos }: Pick<Timeline, 'washes' | 'undos'>,
  held: { readonly payload: Payload; readonly exportedAt: Date } | undefined,
): KnownFields | undefined {
  if (held !== undefined) return { source: 'queue', at: held.exportedAt, fields: fieldsOf(held.payload) }
  const [newest] = washes
  return newest && { source: 'history', at: newest.at, fields: fieldsOfHistory(washes, undos) }
}

function fieldsOf(payload: Payload): KnownField[] {
  const exported = exportedValues(payload) ?? {}
  return Object.entries(payload)
    .filter(([field]) => !field.startsWith('_'))
    .map(([field, value]) => {
      const before = exported[field]
      return before === undefined ? { field, value } : { field, value, exported: before }
    })
}

/** The last word on each field counts; of one that was not imported Eloqua holds another value, which nobody noted. */
function fieldsOfHistory(washes: readonly TimelineWash[], undos: Timeline['undos']): KnownField[] {
  const known = new Map<string, unknown>()
  const unknown = new Set<string>()
  const note = (field: string, value: unknown) => {
    if (!known.has(field) && !unknown.has(field)) known.set(field, value)
  }
  for (const { id, changes, superseded } of washes) {
    for (const { values } of undos.filter(({ after, state }) => after === id && state === 'done'))
      for (const { field, to } of values) note(field, to)
    for (const field of superseded) if (!known.has(field)) unknown.add(field)
    for (const { field, to } of changes.toReversed()) note(field, to)
  }
  return [...known].map(([field, value]) => ({ field, value }))
}
