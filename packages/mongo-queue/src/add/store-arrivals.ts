import { insertNew } from '@dwmops/mongo'
import type { AnyBulkWriteOperation, Filter, ObjectId } from 'mongodb'
import { QueueUnavailableError } from '../errors.ts'
import { byId } from '../indexes.ts'
import type { ItemDocument } from '../item/item.ts'
import type { Store } from '../store.ts'
import { type Arrival, type Call, newItem, pendingVersion, renewal } from './arrival.ts'
import { type Decision, decideAdd, type Seen } from './decide-add.ts'

/** What became of an arrival. */
export interface Stored {
  arrival: Arrival
  became: 'added' | 'unchanged' | 'renewed' | 'keptPending'
}

/** An item has to change between reading and writing every time for this to be reached. */
const maxRounds = 50

/** One arrival, what is known of its key, and what that means. */
interface Case {
  arrival: Arrival
  seen: Seen | undefined
  decision: Decision | 'insert'
}

/**
 * Stores arrivals: reads what is known of their keys, decides, and writes each decision guarded by the very facts that
 * it rests on. What did not match, or whose answer got lost, is read and decided again.
 */
export async function storeArrivals(
  store: Store,
  call: Call,
  arrivals: readonly Arrival[],
): Promise<Stored[]> {
  const stored: Stored[] = []
  let open = arrivals
  for (let round = 0; open.length > 0; round += 1) {
    if (round >= maxRounds) throw contended(call, open.length)
    const cases = await decideAll(store, call, open)
    const unsure = new Set<Arrival>()
    for (const one of await writeAll(store, call, cases)) unsure.add(one.arrival)
    for (const { arrival, decision } of cases)
      if (!unsure.has(arrival)) stored.push({ arrival, became: becameBy(decision) })
    open = [...unsure]
  }
  return stored
}

/** What would become of arrivals now; writes nothing. */
export async function judgeArrivals(
  store: Store,
  call: Call,
  arrivals: readonly Arrival[],
): Promise<Stored[]> {
  const cases = await decideAll(store, call, arrivals)
  return cases.map(({ arrival, decision }) => ({ arrival, became: becameBy(decision) }))
}

async function decideAll(store: Store, call: Call, arrivals: readonly Arrival[]): Promise<Case[]> {
  const known = await readSeen(
    store,
    arrivals.map(({ _id }) => _id),
  )
  return arrivals.map((arrival) => {
    const seen = known.get(arrival._id.toHexString())
    const incoming = {
      source: arrival.source,
      exportedAt: call.exportedAt,
      arrival: call.token,
      dated: call.dated,
      onlyIdle: call.onlyIdle,
      replaces: arrival.replaces,
    }
    return { arrival, seen, decision: seen === undefined ? 'insert' : decideAdd(seen, incoming) }
  })
}

async function readSeen({ items, retryTransient }: Store, ids: ObjectId[]): Promise<Map<string, Seen>> {
  const projection = { state: 1, source: 1, exportedAt: 1, arrival: 1, generation: 1 }
  const found = await retryTransient('look up keys', () =>
    items
      .find({ _id: { $in: ids } })
      .batchSize(ids.length + 1)
      .project<Seen>({
        ...projection,
        'pendingVersion.source': 1,
        'pendingVersion.exportedAt': 1,
        'pendingVersion.arrival': 1,
      })
      .toArray(),
  )
  return new Map(found.map((seen) => [seen._id.toHexString(), seen]))
}

/** Writes what is decided and returns the cases that may not have been written. */
async function writeAll(store: Store, call: Call, cases: readonly Case[]): Promise<Case[]> {
  const inserts = cases.filter(({ decision }) => decision === 'insert')
  const confirms = cases.filter(({ decision }) => decision === 'confirm')
  const unwritten = cases.filter(({ decision }) => writesNothing.has(decision))
  const changes = cases.flatMap((one) => {
    const write = changeFor(one, call)
    return write === undefined ? [] : [{ one, write }]
  })
  return [
    ...(await insert(store, call, inserts)),
    ...((await confirm(store, call, confirms)) ? [] : confirms),
    ...((await holdsForGood(store, call, unwritten)) ? [] : unwritten),
    ...((await change(
      store,
      changes.map(({ write }) => write),
    ))
      ? []
      : changes.map(({ one }) => one)),
  ]
}

/** Keys that somebody else has added meanwhile are refused, and decided again. */
async function insert(
  { items, retryTransient }: Store,
  call: Call,
  cases: readonly Case[],
): Promise<readonly Case[]> {
  if (cases.length === 0) return []
  const documents = cases.map(({ arrival }) => newItem(arrival, call))
  return retryTransient('add items', async () => {
    const known = await insertNew(items, documents)
    return known.flatMap((index) => cases[index] ?? [])
  })
}

/**
 * One update for all, since only the time of export moves. The sources and arrivals that were seen stand for each
 * item's own: a source is the hash of one record's payload, so another item's does not fit by chance.
 */
async function confirm(
  { items, retryTransient }: Store,
  call: Call,
  cases: readonly Case[],
): Promise<boolean> {
  if (cases.length === 0) return true
  const distinct = (of: (seen: Seen) => string) => [
    ...new Set(cases.flatMap(({ seen }) => (seen ? [of(seen)] : []))),
  ]
  const filter: Filter<ItemDocument> = {
    _id: { $in: cases.map(({ arrival }) => arrival._id) },
    state: { $ne: 'done' },
    source: { $in: distinct(({ source }) => source) },
    arrival: { $in: distinct(({ arrival }) => arrival) },
    exportedAt: { $lte: call.exportedAt },
    pendingVersion: { $exists: false },
  }
  const { matchedCount } = await retryTransient('confirm items', () =>
    items.updateMany(filter, { $set: { exportedAt: call.exportedAt } }, byId),
  )
  return matchedCount === cases.length
}

/** Decisions that find what they need in the item already. */
const writesNothing: ReadonlySet<Case['decision']> = new Set(['same', 'added', 'renewed', 'held'])

/**
 * Whether a majority has what was seen. Until then the next election may undo the version that makes ours needless, and
 * ours would be in no place. The update changes nothing: it waits for a majority of all before it, as a write that
 * finds nothing to do (LastOpFixer in https://github.com/mongodb/mongo/blob/master/src/mongo/db/ops/write_ops_exec.cpp), and
 * finds what was seen still there. What stays as it is on purpose (`onlyIdle`) rests on nothing.
 */
async function holdsForGood(
  { items, retryTransient }: Store,
  { token, exportedAt, onlyIdle }: Call,
  cases: readonly Case[],
): Promise<boolean> {
  const resting = onlyIdle ? cases.filter(({ decision }) => decision !== 'same') : cases
  if (resting.length === 0) return true
  const filter: Filter<ItemDocument> = {
    _id: { $in: resting.map(({ arrival }) => arrival._id) },
    $or: [
      { arrival: token },
      { 'pendingVersion.arrival': token },
      { exportedAt: { $gte: exportedAt } },
      { 'pendingVersion.exportedAt': { $gte: exportedAt } },
    ],
  }
  const { matchedCount } = await retryTransient('wait for a majority to have what is there', () =>
    items.updateMany(filter, { $max: { generation: 0 } }, byId),
  )
  return matchedCount === resting.length
}

async function change({ items, retryTransient }: Store, writes: AnyBulkWriteOperation<ItemDocument>[]) {
  if (writes.length === 0) return true
  let tries = 0
  const { matchedCount } = await retryTransient('renew items', () => {
    tries += 1
    return items.bulkWrite(writes, { ordered: false })
  })
  return tries === 1 && matchedCount === writes.length
}

function changeFor({ arrival, seen, decision }: Case, call: Call) {
  if (seen === undefined) return undefined
  const { exportedAt } = call
  if (decision === 'renew') return update(seen, renewal(arrival, call, seen.exportedAt))
  if (decision === 'hold') return update(seen, { $set: { pendingVersion: pendingVersion(arrival, call) } })
  if (decision === 'dropPending')
    return update(seen, { $set: { exportedAt }, $unset: { pendingVersion: '' } })
  if (decision === 'confirmPending')
    return update(seen, { $set: { 'pendingVersion.exportedAt': exportedAt } })
  return undefined
}

/** The guard is all that the decision rests on. */
function update(seen: Seen, change: NonNullable<unknown>): AnyBulkWriteOperation<ItemDocument> {
  const { _id, state, arrival, exportedAt, pendingVersion: pending } = seen
  const sameNext: Filter<ItemDocument> =
    pending === undefined
      ? { pendingVersion: { $exists: false } }
      : { 'pendingVersion.arrival': pending.arrival, 'pendingVersion.exportedAt': pending.exportedAt }
  return { updateOne: { filter: { _id, state, arrival, exportedAt, ...sameNext }, update: change, ...byId } }
}

function becameBy(decision: Case['decision']): Stored['became'] {
  if (decision === 'insert' || decision === 'added') return 'added'
  if (decision === 'renew' || decision === 'renewed') return 'renewed'
  return decision === 'hold' || decision === 'held' ? 'keptPending' : 'unchanged'
}

function contended({ queue }: Call, left: number): QueueUnavailableError {
  const cause = new Error(`${left} items changed each time between reading and writing`)
  return new QueueUnavailableError({ doing: `add to ${queue}`, attempts: maxRounds, cause })
}
