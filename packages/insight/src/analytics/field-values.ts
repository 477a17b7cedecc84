import { openQueueReader } from '@dwmops/mongo-queue'
import type { Db } from 'mongodb'
import { FrequentValues } from './frequent-values.ts'

/** What contacts hold in a field. */
export interface FieldValues {
  /** Contacts that were looked at. */
  readonly looked: number
  /** Most frequent first; blanks are left out. */
  readonly values: readonly { readonly value: string; readonly contacts: number }[]
}

export interface FieldValuesOptions {
  readonly field: string
  /** Values found, 20 unless given. */
  readonly limit?: number
  /** Contacts looked at, 20,000 unless given. */
  readonly contacts?: number
}

/** The most frequent values of a field among contacts that wait or are done: real ones, to try a rule on. */
export async function fieldValues(
  queueDb: Db,
  { field, limit = 20, contacts = 20_000 }: FieldValuesOptions,
): Promise<FieldValues> {
  const counts = new FrequentValues()
  let looked = 0
  for await (const page of openQueueReader(queueDb).walk({ states: ['ready', 'claimed', 'done'] })) {
    for (const { payload } of page.slice(0, contacts - looked)) {
      const value = Object.hasOwn(payload, field) ? payload[field] : undefined
      if (typeof value === 'string' && value.trim() !== '') counts.add(value)
    }
    looked = Math.min(contacts, looked + page.length)
    if (looked === contacts) break
  }
  return { looked, values: counts.most(limit).map(({ value, count }) => ({ value, contacts: count })) }
}
