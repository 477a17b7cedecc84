/** A batch and where its items are, as last counted by measure(). */
export interface BatchCounts {
  id: string
  name: string
  /** Database time of the first add. */
  addedAt: Date
  /** Undefined until the first count. */
  counts: { ready: number; claimed: number; dead: number; done: number } | undefined
  /** When a count first found none ready or claimed; counts stay as they were then. */
  completedAt: Date | undefined
}
