/** A claim as it stands in the database. */
export interface ClaimListing {
  token: string
  queue: string
  owner: string
  stage: string
  claimedAt: Date
  /** End of the lease (database time). */
  until: Date
  /** Past its lease, by the database's clock. */
  expired: boolean
  /** Items asked for at first, items held from the first renewal on. */
  size: number
  syncId: string | undefined
}
