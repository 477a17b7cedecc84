import { hash } from 'node:crypto'

import type { Entry } from '@dwmops/mongo-queue'

type Contact = Readonly<Record<string, string>>

/**
 * The queue entry of an exported contact. Its key is the address, trimmed and lower-cased; a contact without one is
 * `contact:<ContactID>` and dead on arrival, as no import could find it again.
 */
export function contactEntry(row: Contact): Entry {
  const address = (row['emailAddress'] ?? '').trim().toLowerCase()
  const entry = { payload: { ...row }, source: sourceHash(row) }
  if (address !== '') return { key: address, ...entry }
  return {
    key: `contact:${row['ContactID'] ?? ''}`,
    ...entry,
    dead: {
      code: 'NO_EMAIL_ADDRESS',
      message: 'exported without an e-mail address, so no import could find it again',
    },
  }
}

/** The same content gives the same hash, whatever the order of the fields. */
function sourceHash(row: Contact): string {
  const content = Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return hash('sha256', JSON.stringify(content), 'base64url').slice(0, 22)
}
