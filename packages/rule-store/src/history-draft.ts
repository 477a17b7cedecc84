import { type Document, ObjectId } from 'mongodb'

/** A document on its way onto its chain. */
export interface HistoryDraft {
  readonly _id: ObjectId
  readonly contact: unknown
  readonly content: Document
}

/** Tells 1 from '1'. */
export function identity(contact: unknown): string {
  return `${typeof contact} ${contact instanceof ObjectId ? contact.toHexString() : JSON.stringify(contact ?? null)}`
}
