import type { Row } from '@dwmops/eloqua-client'
import type { Item } from '@dwmops/mongo-queue'

/**
 * The import row of a washed contact: every key, as text, blank where it has no value. The identifier is the address that
 * the contact was exported with: a washed address would name another contact, or none.
 */
export function contactRow({ key, payload }: Pick<Item, 'key' | 'payload'>, fields: readonly string[]): Row {
  const row = Object.fromEntries(fields.map((field) => [field, asText(payload[field])]))
  return { ...row, emailAddress: key }
}

function asText(value: unknown): string {
  return value === undefined || value === null ? '' : String(value)
}
