import type { ItemDocument } from './item.ts'
import type { ClaimListing } from './list-claims.ts'

/** All that is known of one record. Holds its key and payload: for a person's eyes, never for a log. */
export interface Shown {
  item: ItemDocument
  claim: ClaimListing | undefined
}
