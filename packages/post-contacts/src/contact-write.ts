import type { ContactWrite } from '@dwmops/bulk-sync'
import { asText, type ContactFields, exportedAddress, exportedValues, fieldText } from '@dwmops/fleet'
import type { Item } from '@dwmops/mongo-queue'

/** Which fields of a contact are written: see WRITE_FIELDS. */
export type WriteFields = 'changed' | 'all'

/** They say which contact it is: writing them would make another one of it. */
const identifiers: ReadonlySet<string> = new Set(['emailAddress', 'ContactID'])

/**
 * What is to be written of a washed contact: the fields that washing changed, or all that were exported. A field that was not
 * exported is never written. Of a contact without the note of its wash (one of the old fleet) all that it holds may be changed.
 * Throws TypeError for a value that no field can hold, as a rule may have made it.
 */
export function contactWrite(
  item: Pick<Item, 'id' | 'key' | 'payload' | 'exportedAt'>,
  fields: ContactFields,
  which: WriteFields,
): ContactWrite {
  const { id, key, payload, exportedAt } = item
  const changed = exportedValues(payload)
  const wasRead = (field: string) =>
    Object.hasOwn(fields, field) &&
    Object.hasOwn(payload, field) &&
    !identifiers.has(field) &&
    changed?.[field] !== null
  const wanted = changed === undefined || which === 'all' ? Object.keys(fields) : Object.keys(changed)
  return {
    id,
    address: exportedAddress(payload, key),
    ...contactIdOf(payload),
    readAt: exportedAt,
    values: Object.fromEntries(wanted.filter(wasRead).map((field) => [field, written(payload[field])])),
    read: changed && ((field) => (wasRead(field) ? asText(changed[field] ?? payload[field]) : undefined)),
  }
}

function written(value: unknown): string {
  const text = fieldText(value)
  if (text === undefined) throw new TypeError('neither text nor a number')
  return text
}

function contactIdOf({ ContactID: id }: Item['payload']): { contactId?: string } {
  return typeof id === 'string' && id !== '' ? { contactId: id } : {}
}
