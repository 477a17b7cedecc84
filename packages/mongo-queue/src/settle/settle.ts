import type { AnyBulkWriteOperation, Document, ObjectId } from 'mongodb'
import { chunks } from '../chunks.ts'
import type { ItemDocument } from '../item/item.ts'
import { settledSteps } from '../item/step.ts'
import type { Store } from '../store.ts'
import type { PlannedSettle } from './plan-settle.ts'
import { takeOver, withoutPending, withPending } from './take-over.ts'

/** What became of the outcomes of a settle. Every id that was named is in exactly one of `settled` and `lost`. */
export interface Settled {
  /** Written, by this call or by an earlier one whose answer got lost. */
  settled: string[]
  /** No longer ours: nothing was written; they are with somebody else. */
  lost: string[]
  /** Those of `settled` where a newer export took over: ready again in its queue, whatever the outcome said. */
  replacedByPending: string[]
  /** Those of `settled` that are dead letters now: as asked, out of attempts, or too large for their queue. A run counts them as failed. */
  buried: string[]
}

/** What became of planned writes, by id. */
export interface SettleResult {
  settled: ObjectId[]
  lost: ObjectId[]
  replacedByPending: ObjectId[]
}

type Write = AnyBulkWriteOperation<ItemDocument>

/**
 * Each time round something came between: a newer export, or an answer that got lost. The number is far above what
 * can come for one item; what is left then is reported lost after the claim's lease, never written.
 */
const maxRounds = 20

/**
 * Writes planned outcomes, every one guarded by id and token. The usual case is one command: all matched, nothing more
 * to find out. Else what did not match is read back: its trail says whether this claim has settled it.
 */
export async function writeOutcomes(
  store: Store,
  token: string,
  plans: readonly PlannedSettle[],
): Promise<SettleResult> {
  const result: SettleResult = { settled: [], lost: [], replacedByPending: [] }
  for (const chunk of chunks(plans, ({ bytes }) => bytes + 600)) {
    if (await allMatched(store, chunk, token)) result.settled.push(...idsOf(chunk))
    else await settleTheRest(store, token, chunk, result)
  }
  return result
}

/**
 * What an earlier call settled of items that a claim may no longer write. That call's answer may have got lost before a majority
 * had its writes, and a failover would take them back; so this waits until a majority has what was read.
 */
export async function readSettled(
  store: Store,
  token: string,
  ids: readonly ObjectId[],
): Promise<SettleResult> {
  const result: SettleResult = { settled: [], lost: [], replacedByPending: [] }
  const still = await sortOut(store, token, ids, result)
  result.lost.push(...still)
  await majorityHasIt(store)
  return result
}

/**
 * Waits until a majority has all that this server has. A write that changes nothing waits for the newest one before it: the
 * server's own test of that is jstests/replsets/lastop.js in mongodb/mongo (read 2026-11-30).
 */
async function majorityHasIt({ items, retryTransient }: Store): Promise<void> {
  await retryTransient('confirm what was settled', () =>
    items.updateMany({ _id: { $in: [] } }, { $set: { trail: [] } }),
  )
}

async function allMatched(
  { items, retryTransient }: Store,
  chunk: PlannedSettle[],
  token: string,
): Promise<boolean> {
  const writes = guardedWrites(chunk, token)
  let tries = 0
  const { matchedCount } = await retryTransient('settle items', () => {
    tries += 1
    return items.bulkWrite(writes, { ordered: false })
  })
  return tries === 1 && matchedCount === chunk.length
}

/** Items that change alike are one write of the command, several times as fast as one each. */
function guardedWrites(chunk: readonly PlannedSettle[], token: string): Write[] {
  const guard = { claim: token, ...withoutPending }
  const alike = Map.groupBy(chunk, ({ change }) => change).values()
  const groups = alike.flatMap((plans) => {
    const { kept = [], renewed = [] } = Object.groupBy(plans, ({ payload }) => (payload ? 'renewed' : 'kept'))
    return [kept, renewed].filter(({ length }) => length > 0)
  })
  return [...groups].flatMap(inTables).map((plans) => ({
    updateMany: { filter: { _id: { $in: idsOf(plans) }, ...guard }, update: changeOf(plans) },
  }))
}

/** A table of payloads is looked through for each of its items, so that one of thousands takes longer than writing them. */
const tableRows = 100

function inTables(plans: PlannedSettle[]): PlannedSettle[][] {
  if (plans[0]?.payload === undefined) return [plans]
  const starts = Array.from({ length: Math.ceil(plans.length / tableRows) }, (_, table) => table * tableRows)
  return starts.map((start) => plans.slice(start, start + tableRows))
}

/** The change of items that change alike, with a table of their payloads where they get new ones. */
function changeOf(plans: readonly PlannedSettle[]): Document[] {
  const change = plans[0]?.change ?? {}
  const payloads = plans.flatMap(({ payload }) => payload ?? [])
  if (payloads.length === 0) return [{ $set: change }]
  const place = { $indexOfArray: [{ $literal: idsOf(plans) }, '$_id'] }
  return [{ $set: { ...change, payload: { $arrayElemAt: [{ $literal: payloads }, place] } } }]
}

function idsOf(plans: readonly PlannedSettle[]): ObjectId[] {
  return plans.map(({ _id }) => _id)
}

async function settleTheRest(
  store: Store,
  token: string,
  chunk: PlannedSettle[],
  result: SettleResult,
): Promise<void> {
  const plans = new Map(chunk.map((plan) => [plan._id.toHexString(), plan]))
  let left = await sortOut(store, token, idsOf(chunk), result)
  for (let round = 0; left.length > 0 && round < maxRounds; round += 1) {
    const writes = left.flatMap((_id) => eitherWay(_id, token, plans.get(_id.toHexString())))
    await store.retryTransient('settle items', () => store.items.bulkWrite(writes, { ordered: false }))
    left = await sortOut(store, token, left, result)
  }
  result.lost.push(...left)
}

/** Two writes that exclude each other: the newer export takes over where there is one, else the outcome is written. */
function eitherWay(_id: ObjectId, token: string, plan: PlannedSettle | undefined): Write[] {
  if (plan === undefined) return []
  return [
    { updateOne: { filter: { _id, claim: token, ...withPending }, update: takeOver(token, 'renewed') } },
    { updateOne: { filter: { _id, claim: token, ...withoutPending }, update: changeOf([plan]) } },
  ]
}

/** Puts ids where they belong and returns those that the claim still holds. */
async function sortOut(
  store: Store,
  token: string,
  ids: readonly ObjectId[],
  result: SettleResult,
): Promise<ObjectId[]> {
  const seen = await readTrails(store, ids)
  const still: ObjectId[] = []
  for (const _id of ids) {
    const item = seen.get(_id.toHexString())
    const step = item?.trail.findLast(({ claim }) => claim === token)
    if (item?.claim === token) still.push(_id)
    else if (step === undefined || !settledSteps.has(step.did)) result.lost.push(_id)
    else {
      result.settled.push(_id)
      if (step.did === 'renewed') result.replacedByPending.push(_id)
    }
  }
  return still
}

type TrailOnly = Pick<ItemDocument, '_id' | 'claim' | 'trail'>

async function readTrails({ items, retryTransient }: Store, ids: readonly ObjectId[]) {
  const found = await retryTransient('read what was settled', () =>
    items
      .find({ _id: { $in: [...ids] } })
      .batchSize(ids.length + 1)
      .project<TrailOnly>({ claim: 1, trail: 1 })
      .toArray(),
  )
  return new Map(found.map((item) => [item._id.toHexString(), item]))
}
