import type { ObjectId } from 'mongodb'
import { byId } from '../indexes.ts'
import type { Store } from '../store.ts'
import { freeItems } from './free-items.ts'
import { type HeldDocument, heldAtOnce, heldProjection } from './held-document.ts'
import { Lease } from './lease.ts'
import type { ReadAhead } from './read-ahead.ts'

/** What a claim needs to know of who claims. */
export interface Claimant {
  owner: string
  stage: string
  leaseMs: number
  /** Paths within the payload that are read; all of it where undefined. */
  payloadPaths?: readonly string[] | undefined
}

/** A lease and what it holds. */
export interface Held {
  lease: Lease
  documents: HeldDocument[]
}

/** Up to how many items of which queue are to be claimed. */
interface Wanted {
  queue: string
  n: number
}

/** Looks on when others were faster, but not for ever: fewer than n, or none, is an answer. */
const maxRounds = 6

/**
 * Claims up to n: writes the claim, marks items, reads back what carries its token. The marking is one guarded
 * updateMany, so two claimers never hold the same item. One whose answer is lost may still mark items later on: its token
 * is given up and the claim begun anew under another, so that no claim ever holds what its holder does not know of.
 */
export function startClaim(
  store: Store,
  ahead: ReadAhead,
  claimant: Claimant,
  wanted: Wanted,
): Promise<Held | undefined> {
  return store.retryTransient(`claim items of ${wanted.queue}`, async () => {
    const token = store.chance.newToken()
    const marked: ObjectId[] = []
    let lease: Lease | undefined
    let count = 0
    try {
      for (let round = 0; round < maxRounds && count < wanted.n / 2; round += 1) {
        const ids = await ahead.take(wanted.n - count)
        if (ids.length === 0) break
        lease ??= await Lease.start(store, { ...claimant, token, queue: wanted.queue, size: ids.length })
        const more = await markClaimed(store, { token, queue: wanted.queue, ids })
        ahead.learn(ids.length, more)
        marked.push(...ids)
        count += more
      }
      if (lease === undefined) return undefined
      const documents = count > 0 ? await readHeld(store, token, marked, claimant.payloadPaths) : []
      if (documents.length > 0) return { lease, documents }
    } catch (error) {
      lease?.stop()
      throw error
    }
    lease.stop()
    await deleteClaim(store, token)
    return undefined
  })
}

/** Counts the attempt in the same update: a run that dies holding an item has used one. Tried once. */
async function markClaimed(
  store: Store,
  { token, queue, ids }: { token: string; queue: string; ids: ObjectId[] },
): Promise<number> {
  try {
    const { matchedCount } = await store.items.updateMany(
      { _id: { $in: ids }, queue, state: 'ready' },
      { $set: { state: 'claimed', claim: token }, $inc: { attempts: 1 } },
      byId,
    )
    return matchedCount
  } catch (error) {
    await giveUp(store, token)
    throw error
  }
}

/** What it has marked is free again, untried; what it marks later is found by the next rescue. */
async function giveUp(store: Store, token: string): Promise<void> {
  await freeItems(store, token, { maxAttempts: 0, countAttempt: false, reason: undefined })
  await deleteClaim(store, token)
}

function readHeld(
  { items, retryTransient }: Store,
  token: string,
  ids: ObjectId[],
  payloadPaths: Claimant['payloadPaths'],
): Promise<HeldDocument[]> {
  return retryTransient('read what was claimed', () =>
    items
      .find({ _id: { $in: ids }, claim: token })
      .project<HeldDocument>(heldProjection(payloadPaths))
      .batchSize(Math.min(ids.length + 1, heldAtOnce))
      .toArray(),
  )
}

/** The end of a claim that holds nothing any more. */
export async function deleteClaim({ claims, retryTransient }: Store, token: string): Promise<void> {
  await retryTransient('end a claim', () => claims.deleteOne({ _id: token }))
}
