import { type Document, ObjectId } from 'mongodb'

/** A document on its way onto its chain. */
export interface HistoryDraft {
  readonly _id: ObjectId
  readonly contact: unknown
  readonly content: Document
}

/** Distinguishes 1 from '1': only texts begin with a quotation mark. */
export function identity(contact: unknown): string {
  if (typeof contact === 'string') return `"${contact}`
  return `${typeof contact} ${contact instanceof ObjectId ? contact.toHexString() : JSON.stringify(contact ?? null)}`
}

/** The contacts of some documents, each once. */
export function distinctContacts(drafts: readonly HistoryDraft[]): unknown[] {
  return [...new Map(drafts.map((draft) => [identity(draft.contact), draft.contact])).values()]
}
