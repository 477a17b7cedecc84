import type { Document } from 'mongodb'
import type { Store } from '../store.ts'
import type { ClaimDocument } from './claim-document.ts'
import { type Freed, freeItems } from './free-items.ts'
import { pastLease } from './past-lease.ts'
import { deleteClaim } from './start-claim.ts'

/** What one rescue found and did. Counts of items, except where it says claims. */
export interface Rescued {
  /** Claims past their lease that were taken away. */
  expired: number
  /** Items free again (or replaced by their newer export). */
  returned: number
  /** Items past the attempt limit: dead letters now. */
  buried: number
  /** Claims past their lease whose sync another run of the stage has to follow first. */
  leftForAdoption: number
  /** Claims with a sync that nobody adopted in time; their items are in `returned` and `buried`. */
  freedAfterHours: number
  /** Of `expired`, by the queue of the claim. */
  byQueue: Record<string, RescuedOfQueue>
}

/** What one rescue took away from silent workers of a queue. */
export interface RescuedOfQueue {
  claims: number
  /** Items returned or buried. */
  items: number
}

/** The limits of a rescue. */
export interface RescueLimits {
  maxAttempts: number
  maxSyncHoldMs: number
}

const silent = { code: 'LEASE_EXPIRED', message: 'the worker that held it fell silent' }

/**
 * Frees what is held past its lease. First the claim is marked expired (guarded: it may have been renewed, adopted or
 * given a sync since it was read), then its items are freed, then it goes. A rescue that dies in between is finished
 * by the next one, as is a claim that was marked by a person's release.
 */
export async function rescue(store: Store, limits: RescueLimits): Promise<Rescued> {
  const rescued: Rescued = {
    expired: 0,
    returned: 0,
    buried: 0,
    leftForAdoption: 0,
    freedAfterHours: 0,
    byQueue: {},
  }
  for (const { claim, heldTooLong } of await readExpired(store, limits.maxSyncHoldMs)) {
    const hasSync = claim.syncId !== undefined
    if (claim.expiredAt === undefined) {
      if (hasSync && !heldTooLong) {
        rescued.leftForAdoption += 1
        continue
      }
      if (!(await markExpired(store, claim))) continue
    }
    rescued.expired += 1
    if (hasSync) rescued.freedAfterHours += 1
    const freed = await freeItems(store, claim._id, { maxAttempts: limits.maxAttempts, reason: silent })
    count(rescued, freed)
    countByQueue(rescued, claim.queue, freed)
    await deleteClaim(store, claim._id)
  }
  await freeOrphans(store, limits, rescued)
  return rescued
}

function count(rescued: Rescued, { returned, buried }: Freed): void {
  rescued.returned += returned
  rescued.buried += buried
}

function countByQueue({ byQueue }: Rescued, queue: string, { returned, buried }: Freed): void {
  const ofQueue = byQueue[queue] ?? { claims: 0, items: 0 }
  byQueue[queue] = { claims: ofQueue.claims + 1, items: ofQueue.items + returned + buried }
}

async function readExpired({ claims, retryTransient }: Store, maxSyncHoldMs: number) {
  const found = await retryTransient('look for expired claims', () =>
    claims
      .aggregate<Document>([
        { $match: { $or: [pastLease, { expiredAt: { $exists: true } }] } },
        {
          $project: {
            claim: '$$ROOT',
            heldTooLong: { $lt: [{ $add: ['$heldSince', maxSyncHoldMs] }, '$$NOW'] },
          },
        },
      ])
      .toArray(),
  )
  return found as { claim: ClaimDocument; heldTooLong: boolean }[]
}

/** The guard repeats what was read: past its lease, and the same sync, or none, as then. */
async function markExpired(
  { claims, retryTransient }: Store,
  { _id, syncId }: ClaimDocument,
): Promise<boolean> {
  const { matchedCount } = await retryTransient('take an expired claim away', () =>
    claims.updateOne(
      { _id, ...pastLease, ...(syncId === undefined ? { syncId: { $exists: false } } : { syncId }) },
      [{ $set: { expiredAt: '$$NOW' } }],
    ),
  )
  return matchedCount > 0
}

/**
 * Frees items whose claim document is gone: a command that the network delivered late can mark items for a claim that
 * has ended. A claim is written before its token is on any item, so a token read from an item, with no claim to it
 * when read afterwards, is of a claim that has ended for good; unless a claim that is still there was being adopted by it.
 */
async function freeOrphans(store: Store, { maxAttempts }: RescueLimits, rescued: Rescued): Promise<void> {
  const { items, claims, retryTransient } = store
  const onItems = await retryTransient('list tokens on items', () =>
    items.distinct('claim', { state: 'claimed' }),
  )
  const tokens = onItems.filter((token) => token !== null)
  if (tokens.length === 0) return
  const known = await retryTransient('list claims', () =>
    claims
      .find({ $or: [{ _id: { $in: tokens } }, { adopters: { $in: tokens } }] })
      .project<Pick<ClaimDocument, '_id' | 'adopters'>>({ adopters: 1 })
      .toArray(),
  )
  const alive = new Set(known.flatMap(({ _id, adopters = [] }) => [_id, ...adopters]))
  for (const token of tokens.filter((one) => !alive.has(one)))
    count(rescued, await freeItems(store, token, { maxAttempts, reason: silent }))
}

/** Takes a claim away at once, on a person's word; returns the items freed, undefined when there is no such claim. */
export async function releaseClaim(
  store: Store,
  token: string,
  { maxAttempts, by }: { readonly maxAttempts: number; readonly by?: string | undefined },
): Promise<number | undefined> {
  const { matchedCount } = await store.retryTransient('take a claim away', () =>
    store.claims.updateOne({ _id: token }, [{ $set: { expiredAt: '$$NOW' } }]),
  )
  if (matchedCount === 0) return undefined
  const reason = { code: 'RELEASED', message: 'its claim was taken away by a person' }
  const { returned, buried } = await freeItems(store, token, { maxAttempts, reason, by })
  await deleteClaim(store, token)
  return returned + buried
}
