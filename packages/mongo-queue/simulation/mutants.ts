import type { Collection, Document, Filter } from 'mongodb'
import type { DriverCall } from './driver-call.ts'
import { type Mutant, plain } from './gated-db.ts'
import { setMutants } from './set-mutants.ts'

type CarryOut = NonNullable<Mutant['carryOut']>

/** Mistakes in what is asked of the database. */
const queueMutants: Record<string, () => CarryOut> = {
  /** Marks whatever ids were read, ready or not. */
  'unguarded claim': () => (call, gate, run) => {
    const [filter, update] = call.args as [Filter<Document>, Document]
    if (!isCall(call, 'items', 'updateMany') || update['$set']?.state !== 'claimed')
      return plain(call, gate, run)
    return gate('unguarded claim', () => run([{ _id: filter['_id'] }, update]))
  },

  /** A late worker settles what another holds. */
  'settle by id only': () => (call, gate, run) => {
    if (!isSettle(call)) return plain(call, gate, run)
    const writes = writesOf(call).map((write) => withFilter(write, ({ claim: _, ...filter }) => filter))
    return gate('settle by id only', () => run([writes, ...call.args.slice(1)]))
  },

  /** Frees by the ids that it has read when the lease was over, no matter who holds them by now. */
  'rescue without guard': () => {
    const listed = new Map<unknown, unknown[]>()
    return async (call, gate, run) => {
      const [filter, update] = call.args as [Filter<Document>, Document[]]
      if (isCall(call, 'items', 'updateMany') && Array.isArray(update) && listed.has(filter['claim'])) {
        const { claim, ...rest } = filter
        return gate('rescue by ids', () => run([{ ...rest, _id: { $in: listed.get(claim) } }, update]))
      }
      const isMark =
        isCall(call, 'claims', 'updateOne') && JSON.stringify(update).includes('expiredAt":"$$NOW')
      if (isMark) listed.set(filter['_id'], await idsHeldBy(call, filter['_id']))
      return plain(call, gate, run)
    }
  },

  /** Moves by taking away here and putting there. */
  'two-step move': () => async (call, gate, run) => {
    if (!isSettle(call)) return plain(call, gate, run)
    const found = await gate('read to move', () => readAll(call))
    await gate('delete to move', () => call.target.deleteMany({ $or: filtersOf(call) }))
    if (found.length > 0) await gate('insert to move', () => call.target.insertMany(found))
    return plain(call, gate, run)
  },

  /** Sends what it holds without a word in its claim. */
  'sync not written down': () => (call, gate, run) => {
    const [filter, update] = call.args as [Filter<Document>, Document[]]
    const set = Array.isArray(update) ? (update[0]?.['$set'] as Document | undefined) : undefined
    if (!isCall(call, 'claims', 'updateOne') || set?.['syncId'] === undefined) return plain(call, gate, run)
    const { syncId: _, ...rest } = set
    return gate('sync not written down', () => run([filter, [{ $set: rest }, ...update.slice(1)]]))
  },

  /** Writes a sync over whatever sync is there, however late the network brings it. */
  'sync changed without guard': () => (call, gate, run) => {
    const [filter, update] = call.args as [Filter<Document>, Document[]]
    if (!isCall(call, 'claims', 'updateOne') || filter['$or'] === undefined) return plain(call, gate, run)
    const { $or: _, ...rest } = filter
    return gate('sync changed without guard', () => run([rest, update]))
  },

  /** Keeps what it has adopted, though another one has reserved the claim since. */
  'adopter that was overtaken': () => (call, gate, run) => {
    const [filter] = call.args as [Filter<Document>]
    if (!isCall(call, 'claims', 'deleteOne') || filter['adopter'] === undefined) return plain(call, gate, run)
    return gate('end a claim although another run has adopted it', () => run([{ _id: filter['_id'] }]))
  },

  /** Overwrites whatever version is there. */
  'add without newest wins': () => (call, gate, run) => {
    const isRenewal =
      isCall(call, 'items', 'bulkWrite') && JSON.stringify(call.args[0]).includes('generation')
    if (!isRenewal) return plain(call, gate, run)
    const writes = writesOf(call).map((write) => withFilter(write, ({ _id }) => ({ _id })))
    return gate('add without guard', () => run([writes, ...call.args.slice(1)]))
  },
}

/**
 * Mistakes that queues are really built with, put between the library and the driver; each makes one for a schedule. The
 * simulation has to find each: a harness that cannot fail proves nothing.
 */
export const mutants: Record<string, () => Mutant> = {
  ...Object.fromEntries(
    Object.entries(queueMutants).map(([name, make]) => [name, () => ({ carryOut: make() })]),
  ),
  ...setMutants,
}

function isCall(call: DriverCall, collection: string, method: string): boolean {
  return call.collection === collection && call.method === method
}

function isSettle(call: DriverCall): boolean {
  return isCall(call, 'items', 'bulkWrite') && filtersOf(call).every((filter) => 'claim' in filter)
}

/** A write of a bulk, of one item or of many. */
type Write = Record<'updateOne' | 'updateMany', { filter: Document } | undefined>

function writesOf(call: DriverCall): Write[] {
  return call.args[0] as Write[]
}

function filtersOf(call: DriverCall): Document[] {
  return writesOf(call).map(({ updateOne, updateMany }) => (updateOne ?? updateMany)?.filter ?? {})
}

function withFilter(write: Write, change: (filter: Document) => Document): Document {
  return Object.fromEntries(
    Object.entries(write).map(([kind, one]) => [kind, one && { ...one, filter: change(one.filter) }]),
  )
}

function readAll(call: DriverCall): Promise<Document[]> {
  return call.target.find({ $or: filtersOf(call) }).toArray()
}

async function idsHeldBy({ db }: DriverCall, token: unknown): Promise<unknown[]> {
  const items: Collection = db.collection('items')
  return (await items.find({ claim: token }).toArray()).map(({ _id }) => _id)
}
