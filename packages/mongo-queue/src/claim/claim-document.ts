/**
 * A document of `claims`. The lease lives here: renewing it is one small update however many items it covers.
 * `until` is written and judged by the database's clock alone.
 */
export interface ClaimDocument {
  /** The token. */
  _id: string
  queue: string
  owner: string
  stage: string
  claimedAt: Date
  until: Date
  size: number
  syncId?: string
  /** Claimed by the first run in a line of adoptions; `claimedAt` for all others. */
  heldSince: Date
  /** Set by a rescue that takes the items away; such a claim is never renewed. */
  expiredAt?: Date
  /** Token of the claim that takes the items over; such a claim is never renewed by its old holder. */
  adopter?: string
  /** Tokens of all that have begun to take the items over, in that order, `adopter` among them: items may carry any of these. */
  adopters?: string[]
}
