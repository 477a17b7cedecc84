import { createHash } from 'node:crypto'
import type { RevertValue } from '@dwmops/rule-store'

/**
 * Why a value is not reverted. under way, dead letter: the contact is in a queue, where it has a newer value or waits for a person.
 * written since: a later wash or undo wrote the field. changed since: somebody else did. not found: Eloqua has no such contact, or
 * it was not changed since. unclear: the history does not say what was changed, or of which contact. no contact field: it is not ours to import.
 */
export const skipReasons = [
  'under way',
  'dead letter',
  'written since',
  'changed since',
  'not found',
  'unclear',
  'no contact field',
] as const

export type SkipReason = (typeof skipReasons)[number]

/** What an undo would do. Samples hold values of contacts: for a person's eyes, never for a log. */
export interface UndoPlan {
  /** Names exactly these values of these contacts: another plan has another id. */
  readonly id: string
  /** Contacts with a value to revert. */
  readonly contacts: number
  readonly values: number
  /** Values to revert by field, most first. */
  readonly byField: readonly { readonly field: string; readonly values: number }[]
  /** Values that stay as they are, by reason. */
  readonly skipped: Readonly<Record<SkipReason, number>>
  readonly samples: readonly (RevertValue & { readonly item: string })[]
}

/** A contact with the values to revert. */
export interface PlannedContact {
  readonly item: string
  readonly contact: unknown
  /** Newest history document of the contact. */
  readonly after: string
  /** Version in which the queue knows the contact; undefined where it does not. */
  readonly version: string | undefined
  readonly values: readonly RevertValue[]
}

/** A planned contact whose values Eloqua still holds. */
export interface ComparedContact extends PlannedContact {
  readonly address: string
}

export type Skipped = Record<SkipReason, number>

export function nothingSkipped(): Skipped {
  return Object.fromEntries(skipReasons.map((reason) => [reason, 0])) as Skipped
}

const mostSamples = 20

export function summarize(contacts: readonly ComparedContact[], skipped: Skipped): UndoPlan {
  const counts = new Map<string, number>()
  for (const { values } of contacts)
    for (const { field } of values) counts.set(field, (counts.get(field) ?? 0) + 1)
  const byField = [...counts].map(([field, values]) => ({ field, values }))
  return {
    id: planId(contacts),
    contacts: contacts.length,
    values: byField.reduce((sum, { values }) => sum + values, 0),
    byField: byField.toSorted((one, other) => other.values - one.values),
    skipped,
    samples: contacts
      .slice(0, mostSamples)
      .flatMap(({ item, values }) => values.map((value) => ({ item, ...value })))
      .slice(0, mostSamples),
  }
}

function planId(contacts: readonly ComparedContact[]): string {
  const hash = createHash('sha256')
  const lines = contacts.map(({ item, after, values }) =>
    JSON.stringify([item, after, values.map(({ field, from, to }) => [field, from, to]).toSorted()]),
  )
  for (const line of lines.toSorted()) hash.update(line).update('\n')
  return hash.digest('base64url').slice(0, 22)
}
