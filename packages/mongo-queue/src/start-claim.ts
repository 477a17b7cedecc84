import type { ObjectId } from 'mongodb'
import { type HeldDocument, heldProjection } from './held-document.ts'
import { byId } from './indexes.ts'
import { Lease } from './lease.ts'
import type { ReadAhead } from './read-ahead.ts'
import type { Store } from './store.ts'

/** What a claim needs to know of who claims. */
export interface Claimant {
  owner: string
  stage: string
  leaseMs: number
}

/** A lease and what it holds. */
export interface Held {
  lease: Lease
  documents: HeldDocument[]
}

/** Looks on when others were faster, but not for ever: fewer than n, or none, is an answer. */
const maxRounds = 6

/**
 * Claims up to n: writes the claim, marks items, reads back what carries its token. The marking is one guarded
 * updateMany, so two claimers never hold the same item, and reading back tells the truth though an answer was lost.
 */
export async function startClaim(
  store: Store,
  ahead: ReadAhead,
  claimant: Claimant,
  wanted: { queue: string; n: number },
): Promise<Held | undefined> {
  const token = store.chance.newToken()
  const tried: ObjectId[] = []
  let lease: Lease | undefined
  let marked = 0
  let unsure = false
  for (let round = 0; round < maxRounds && marked < wanted.n / 2; round += 1) {
    const ids = await ahead.take(wanted.n - marked)
    if (ids.length === 0) break
    lease ??= await Lease.start(store, { ...claimant, token, queue: wanted.queue, size: ids.length })
    const mark = await markClaimed(store, { token, queue: wanted.queue, ids })
    ahead.learn(ids.length, mark.count)
    tried.push(...ids)
    marked += mark.count
    unsure ||= mark.unsure
  }
  if (lease === undefined) return undefined
  const documents = marked > 0 || unsure ? await readHeld(store, token, tried) : []
  if (documents.length > 0) return { lease, documents }
  await deleteClaim(store, token)
  return undefined
}

/** Counts the attempt in the same update: a run that dies holding an item has used one. */
async function markClaimed(
  { items, insist }: Store,
  { token, queue, ids }: { token: string; queue: string; ids: ObjectId[] },
): Promise<{ count: number; unsure: boolean }> {
  let tries = 0
  const { matchedCount } = await insist(`claim items of ${queue}`, () => {
    tries += 1
    return items.updateMany(
      { _id: { $in: ids }, queue, state: 'ready' },
      { $set: { state: 'claimed', claim: token }, $inc: { attempts: 1 } },
      byId,
    )
  })
  return { count: matchedCount, unsure: tries > 1 }
}

function readHeld({ items, insist }: Store, token: string, ids: ObjectId[]): Promise<HeldDocument[]> {
  return insist('read what was claimed', () =>
    items
      .find({ _id: { $in: ids }, claim: token })
      .project<HeldDocument>(heldProjection)
      .batchSize(ids.length + 1)
      .toArray(),
  )
}

/** The end of a claim that holds nothing any more. */
export async function deleteClaim({ claims, insist }: Store, token: string): Promise<void> {
  await insist('end a claim', () => claims.deleteOne({ _id: token }))
}
