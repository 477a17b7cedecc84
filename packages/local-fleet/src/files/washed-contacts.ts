import type { Fleet } from '../fleet.ts'

/** A contact as it stands in the sandbox at the end. */
export interface WashedContact {
  readonly ContactID: string
  readonly fields: Readonly<Record<string, string>>
  /** How often the stages wrote it; 0: they could not wash it. */
  readonly imports: number
}

/** All contacts of the fleet's sandbox by their ids. */
export async function washedContacts(fleet: Pick<Fleet, 'sandbox'>): Promise<Map<string, WashedContact>> {
  const contacts = new Map<string, WashedContact>()
  for (let hasMore = true; hasMore; ) {
    const response = await fetch(`${fleet.sandbox.url}/sandbox/contacts?limit=1000&offset=${contacts.size}`)
    const page = (await response.json()) as { items?: readonly WashedContact[]; hasMore: boolean }
    for (const contact of page.items ?? []) contacts.set(contact.ContactID, contact)
    hasMore = page.hasMore
  }
  return contacts
}
