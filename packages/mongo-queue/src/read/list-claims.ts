import type { Filter } from 'mongodb'
import type { ClaimDocument } from '../claim/claim-document.ts'
import type { Store } from '../store.ts'

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

/** All claims, oldest first. */
export async function listClaims(
  { claims, retryTransient }: Store,
  filter: Filter<ClaimDocument> = {},
): Promise<ClaimListing[]> {
  const found = await retryTransient('list claims', () =>
    claims
      .aggregate<ClaimDocument & { expired: boolean }>([
        { $match: filter },
        { $set: { expired: { $lt: ['$until', '$$NOW'] } } },
        { $sort: { claimedAt: 1, _id: 1 } },
      ])
      .toArray(),
  )
  return found.map(({ _id, queue, owner, stage, claimedAt, until, expired, size, syncId }) => ({
    token: _id,
    queue,
    owner,
    stage,
    claimedAt,
    until,
    expired,
    size,
    syncId,
  }))
}
