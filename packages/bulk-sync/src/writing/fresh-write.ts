import type { Row } from '@dwmops/eloqua-client'
import type { ContactWrite } from './contact-write.ts'
import type { CurrentContact, CurrentContacts } from './current-contacts.ts'

/** A write after it was compared with what Eloqua holds now. */
export interface FreshWrite {
  readonly write: ContactWrite
  /** What is still to be written. */
  readonly values: Row
  /** Fields that keep Eloqua's value, as it is newer than what was washed. */
  readonly superseded: readonly string[]
  /** Fields that the comparing export lacks: what nobody read is not written. */
  readonly unread: readonly string[]
  /** The address belongs to another contact by now. */
  readonly isGone: boolean
  /** What the field holds now; undefined where nobody knows. */
  now(field: string): string | undefined
}

/** Nothing is compared: what the field holds is not known. */
export function withoutComparing(write: ContactWrite): FreshWrite {
  const { values } = write
  return { write, values, superseded: [], unread: [], isGone: false, now: () => undefined }
}

/**
 * Compares a write with what Eloqua holds now. A field that holds something else than was read keeps it; one that holds the
 * value already needs no write. A contact that was not modified since holds what was read.
 */
export function compareWrite(write: ContactWrite, contacts: CurrentContacts): FreshWrite {
  const current = contacts.of(write.address)
  if (current === undefined)
    return { ...withoutComparing(write), now: (field) => write.read?.(field) ?? write.values[field] }
  const states = Map.groupBy(Object.keys(write.values), (field) => stateOf(field, write, current))
  return {
    write,
    values: Object.fromEntries((states.get('open') ?? []).map((field) => [field, write.values[field] ?? ''])),
    superseded: states.get('superseded') ?? [],
    unread: states.get('unread') ?? [],
    isGone: isOther(write, current),
    now: (field) => current.values[field],
  }
}

/** As {@link compareWrite}, for those who do not mind newer values: only what fields hold now is known then. */
export function knowCurrent(write: ContactWrite, contacts: CurrentContacts): FreshWrite {
  const { now } = compareWrite(write, contacts)
  return { ...withoutComparing(write), now }
}

function stateOf(
  field: string,
  { values, read, readAt }: ContactWrite,
  current: CurrentContact,
): 'open' | 'written' | 'superseded' | 'unread' {
  const now = current.values[field]
  if (now === undefined) return 'unread'
  // to the letter: washing may have changed nothing but the spaces around a value
  if (now === values[field]) return 'written'
  if (read !== undefined) return now.trim() === read(field)?.trim() ? 'open' : 'superseded'
  const isUntouched = current.modifiedAt !== undefined && current.modifiedAt <= readAt
  return isUntouched ? 'open' : 'superseded'
}

function isOther({ contactId }: ContactWrite, current: CurrentContact): boolean {
  return contactId !== undefined && current.contactId !== undefined && contactId !== current.contactId
}
