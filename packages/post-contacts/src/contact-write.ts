import type { ContactWrite } from '@dwmops/bulk-sync'
import { asText, type ContactFields, exportedAddress, exportedValues } from '@dwmops/fleet'
import type { Item } from '@dwmops/mongo-queue'

/** Which fields of a contact are written: see WRITE_FIELDS. */
export type WriteFields = 'changed' | 'all'

/** They say which contact it is: writing them would make another one of it. */
const identifiers: ReadonlySet<string> = new Set(['emailAddress', 'ContactID'])

/**
 * What is to be written of a washed contact: the fields that washing changed, or all that were exported. A field that was not
 * exported is never written. Of a contact without the note of its wash (one of the old fleet) all that it holds may be changed.
 */
export function contactWrite(
  item: Pick<Item, 'id' | 'key' | 'payload' | 'exportedAt'>,
  fields: ContactFields,
  written: WriteFields,
): ContactWrite {
  const { id, key, payload, exportedAt } = item
  const changed = exportedValues(payload)
  const wasRead = (field: string) =>
    Object.hasOwn(fields, field) &&
    Object.hasOwn(payload, field) &&
    !identifiers.has(field) &&
    changed?.[field] !== null
  const wanted = changed === undefined || written === 'all' ? Object.keys(fields) : Object.keys(changed)
  return {
    id,
    address: exportedAddress(payload, key),
    ...contactIdOf(payload),
    readAt: exportedAt,
    values: Object.fromEntries(wanted.filter(wasRead).map((field) => [field, asText(payload[field])])),
    read: changed && ((field) => (wasRead(field) ? asText(changed[field] ?? payload[field]) : undefined)),
  }
}

function contactIdOf({ ContactID: id }: Item['payload']): { contactId?: string } {
  return typeof id === 'string' && id !== '' ? { contactId: id } : {}
}
