import type { ItemState } from '../item/item.ts'

/** A batch and where its items are, as last counted by measure(). */
export interface BatchCounts {
  id: string
  name: string
  /** Database time of the first add. */
  addedAt: Date
  /** Undefined until the first count. */
  counts: Record<ItemState, number> | undefined
  /** When a count first found none ready or claimed; counts stay as they were then. */
  completedAt: Date | undefined
}

/** A document of `batches`. */
export interface BatchDocument {
  _id: string
  name: string
  addedAt: Date
  counts?: Record<ItemState, number>
  completedAt?: Date
}
