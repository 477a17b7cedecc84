import { retrying } from '@dwmops/mongo'
import type { Collection, Db, Filter } from 'mongodb'
import { pagesOf } from '../pages.ts'

/** A value that was reverted: `from` is what we had written and the contact still held, `to` what it had been before. */
export interface RevertValue {
  readonly field: string
  readonly from: string
  readonly to: string
}

/** planned: about to be imported. done: Eloqua took it. rejected: Eloqua refused it. dropped: left as it is, as the contact came under way, or Eloqua held newer values of all its fields. */
export type RevertState = 'planned' | 'done' | 'rejected' | 'dropped'

/** What an undo did with one contact: the history of undos, beside that of washes. */
export interface Revert {
  /** The undo that it belongs to. */
  readonly undo: string
  /** Id of the contact's item, 24 hex digits. */
  readonly item: string
  /** What identifies the contact in its history. */
  readonly contact: unknown
  readonly at: Date
  /** Newest history document of the contact when it was planned: the undo comes after that wash and before any later one. */
  readonly after: string
  readonly state: RevertState
  /** Who decided on it; undefined for those of before this was kept. */
  readonly by?: string
  readonly values: readonly RevertValue[]
}

interface RevertDocument extends Revert {
  /** Begins with the item, so that the undos of a contact are a range of it. */
  readonly _id: string
}

/** Undos of contacts: recorded before they are imported, finished after. */
export interface Reverts {
  /** Writes down what is about to be imported; harmless to repeat. */
  plan(reverts: readonly Omit<Revert, 'state'>[]): Promise<void>
  /**
   * Reports what became of some items of an undo; harmless to repeat. What was sent meanwhile is not dropped. What has no value left to
   * revert is dropped, not done.
   */
  settle(undo: string, items: readonly string[], state: RevertState): Promise<void>
  /** Takes values off a revert that are not imported after all. */
  dropValues(undo: string, item: string, fields: readonly string[]): Promise<void>
  /** Those of some items, latest first. */
  ofItems(items: readonly string[]): Promise<Revert[]>
  /** How many of an undo are in which state. */
  count(undo: string): Promise<Record<RevertState, number>>
  /** Those of an undo, a page (1,000) at a time; of all undos when none is named. */
  walk(query: { undo?: string; since?: Date; until?: Date }, pageSize?: number): AsyncGenerator<Revert[]>
}

/** Indexes of `reverts`, each named after the query it serves. */
export const revertIndexes = {
  reverts: [
    { key: { undo: 1 }, name: 'reverts_of_an_undo' },
    { key: { at: 1 }, name: 'reverts_by_time' },
  ],
}

export function openReverts(db: Db): Reverts {
  const collection = db.collection<RevertDocument>('reverts')
  const repeatable: Omit<Reverts, 'walk'> = {
    async plan(reverts) {
      if (reverts.length === 0) return
      const writes = reverts.map((one) => ({
        updateOne: {
          filter: { _id: idOf(one.undo, one.item) },
          update: { $setOnInsert: { ...one, state: 'planned' as const } },
          upsert: true,
        },
      }))
      await collection.bulkWrite(writes, { ordered: false })
    },
    async settle(undo, items, state) {
      if (items.length === 0) return
      const ids = { _id: { $in: items.map((item) => idOf(undo, item)) } }
      const settled = {
        ...ids,
        ...(state === 'dropped' && { state: 'planned' as const }),
        ...(state === 'done' && { 'values.0': { $exists: true } }),
      }
      await collection.updateMany(settled, { $set: { state } })
      if (state === 'done')
        await collection.updateMany({ ...ids, values: [] }, { $set: { state: 'dropped' } })
    },
    async dropValues(undo, item, fields) {
      const dropped = { values: { field: { $in: [...fields] } } }
      await collection.updateOne({ _id: idOf(undo, item) }, { $pull: dropped })
    },
    async ofItems(items) {
      if (items.length === 0) return []
      const ranges = items.map(
        (item): Filter<RevertDocument> => ({ _id: { $gte: `${item}:`, $lt: `${item};` } }),
      )
      return (await collection.find({ $or: ranges }).sort({ at: -1 }).toArray()).map(publicRevert)
    },
    count: (undo) => countByState(collection, undo),
  }
  return {
    ...retrying('record what an undo reverts', repeatable),
    walk({ undo, since, until }, pageSize = 1_000) {
      const at = { ...(since && { $gte: since }), ...(until && { $lte: until }) }
      const filter = { ...(undo !== undefined && { undo }), ...(Object.keys(at).length > 0 && { at }) }
      return pagesOf(collection.find(filter).sort({ at: 1 }).batchSize(pageSize).map(publicRevert), pageSize)
    },
  }
}

async function countByState(
  collection: Collection<RevertDocument>,
  undo: string,
): Promise<Record<RevertState, number>> {
  const counts = { planned: 0, done: 0, rejected: 0, dropped: 0 }
  const groups = collection.aggregate<{ _id: RevertState; count: number }>([
    { $match: { undo } },
    { $group: { _id: '$state', count: { $sum: 1 } } },
  ])
  for await (const { _id, count } of groups) counts[_id] = count
  return counts
}

function idOf(undo: string, item: string): string {
  return `${item}:${undo}`
}

function publicRevert({ _id: _, ...revert }: RevertDocument): Revert {
  return revert
}
