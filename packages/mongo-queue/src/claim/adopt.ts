import { literals } from '../literals.ts'
import type { Store } from '../store.ts'
import type { ClaimDocument } from './claim-document.ts'
import { heldBy } from './held-by.ts'
import { type HeldDocument, heldAtOnce, heldProjection } from './held-document.ts'
import { Lease } from './lease.ts'
import { pastLease } from './past-lease.ts'
import { type Claimant, deleteClaim, type Held } from './start-claim.ts'

/**
 * Takes over a claim that a dead run left with a sync under way. First the old claim is reserved (guarded by its lease,
 * which the adopter moves on), then a claim of its own is written, then the items change their token, then the old
 * claim goes, and with that the items are the adopter's. Dead or too slow in between, another one reserves the old claim,
 * and takes over what the slow one has moved too: adopter by adopter in the order they came, since each moves items only
 * from those before it, so that what has been emptied stays empty. At no moment is an item without a token that a claim
 * with the sync stands for.
 */
export async function adopt(store: Store, claimant: Claimant, queue: string): Promise<Held | undefined> {
  for (;;) {
    const old = await findAdoptable(store, queue)
    if (old === undefined) return undefined
    const held = await adoptOne(store, claimant, old)
    if (held !== undefined) return held
  }
}

async function adoptOne(store: Store, claimant: Claimant, old: ClaimDocument): Promise<Held | undefined> {
  const token = store.chance.newToken()
  const reserved = await reserve(store, old, token, claimant.leaseMs)
  if (reserved === undefined) return undefined
  const { queue, size, syncId, heldSince, adopters = [] } = reserved
  const lease = await Lease.start(store, {
    ...claimant,
    token,
    queue,
    size,
    heldSince,
    ...(syncId === undefined ? {} : { syncId }),
  })
  try {
    for (const earlier of [old._id, ...adopters])
      if (earlier !== token) await changeToken(store, earlier, token)
    const isMine = await deleteReserved(store, old._id, token)
    const documents = isMine ? await readAllHeld(store, token, claimant.payloadPaths) : []
    if (documents.length > 0) return { lease, documents }
  } catch (error) {
    lease.stop()
    throw error
  }
  lease.stop()
  await deleteClaim(store, token)
  return undefined
}

async function findAdoptable(
  { claims, retryTransient }: Store,
  queue: string,
): Promise<ClaimDocument | undefined> {
  const found = await retryTransient(`look for claims to adopt on ${queue}`, () =>
    claims
      .find({ queue, syncId: { $exists: true }, expiredAt: { $exists: false }, ...pastLease })
      .sort({ claimedAt: 1, _id: 1 })
      .limit(1)
      .toArray(),
  )
  return found[0]
}

/** Only one of several adopters finds the lease over; a repeat after a lost answer knows its own token. Returns the claim as it stands then. */
async function reserve(
  { claims, retryTransient }: Store,
  { _id }: ClaimDocument,
  token: string,
  leaseMs: number,
): Promise<ClaimDocument | undefined> {
  const before = { $ifNull: ['$adopters', []] }
  const adopters = {
    $cond: [
      { $in: [{ $literal: token }, before] },
      before,
      { $concatArrays: [before, [{ $literal: token }]] },
    ],
  }
  const until = { $add: ['$$NOW', leaseMs] }
  const reserved = await retryTransient('reserve a claim to adopt', () =>
    claims.findOneAndUpdate(
      { _id, expiredAt: { $exists: false }, $or: [pastLease, { adopter: token }] },
      [{ $set: { ...literals({ adopter: token }), adopters, until } }],
      { returnDocument: 'after' },
    ),
  )
  return reserved ?? undefined
}

async function changeToken({ items, retryTransient }: Store, from: string, to: string): Promise<void> {
  await retryTransient('take over the items of a claim', () =>
    items.updateMany(heldBy(from), { $set: { claim: to } }),
  )
}

/**
 * False when somebody else has reserved the claim since: then the items are theirs, no matter who moved them. One that nobody
 * adopts was begun again by a command that the network brought late, and holds nothing.
 */
async function deleteReserved(
  { claims, retryTransient }: Store,
  _id: string,
  adopter: string,
): Promise<boolean> {
  await retryTransient('end an adopted claim', () => claims.deleteOne({ _id, adopter }))
  const reserved = () => claims.findOne({ _id, adopter: { $exists: true } })
  return (await retryTransient('look for another adopter', reserved)) === null
}

function readAllHeld(
  { items, retryTransient }: Store,
  token: string,
  payloadPaths: Claimant['payloadPaths'],
): Promise<HeldDocument[]> {
  return retryTransient('read what was adopted', () =>
    items
      .find(heldBy(token))
      .project<HeldDocument>(heldProjection(payloadPaths))
      .batchSize(heldAtOnce)
      .toArray(),
  )
}
