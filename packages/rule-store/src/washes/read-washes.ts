import type { Db, Filter } from 'mongodb'
import { historyId } from '../history/history.ts'
import { pagesOf } from '../pages.ts'
import { type NotedWash, type WashDocument, washesName } from './wash-note.ts'

/** Which washes are meant; every condition given must hold. */
export interface WashQuery {
  readonly since?: Date
  readonly until?: Date
  readonly run?: string
  /** With a change by this rule. */
  readonly ruleId?: string
  /** With a change of this field. */
  readonly field?: string
  /** Of these items alone, 24 hex digits each. */
  readonly item?: string
}

/** Washes of an item that are still kept, oldest first; `_id` begins with the item, so this walks a range of its index. */
export function washesOfItem(db: Db, item: string): Promise<NotedWash[]> {
  return washesOf(db).find(ofItem(item)).sort({ at: 1 }).map(noted).toArray()
}

/** The washes of a query, some at a time, oldest first. */
export function walkWashes(db: Db, query: WashQuery, pageSize = 1_000): AsyncGenerator<NotedWash[]> {
  return pagesOf(washesOf(db).find(filterOf(query)).sort({ at: 1 }).batchSize(pageSize).map(noted), pageSize)
}

function filterOf({ since, until, run, ruleId, field, item }: WashQuery): Filter<WashDocument> {
  const at = { ...(since && { $gte: since }), ...(until && { $lte: until }) }
  return {
    ...(item !== undefined && ofItem(item)),
    ...(Object.keys(at).length > 0 && { at }),
    ...(run !== undefined && { run }),
    ...(ruleId !== undefined && { 'changes.ruleId': ruleId }),
    ...(field !== undefined && { 'changes.field': field }),
  }
}

/** `:` is followed by `;` in the order of texts. */
function ofItem(item: string): Filter<WashDocument> {
  return { _id: { $gte: `${item}:`, $lt: `${item};` } }
}

function noted({ _id, historyId: copied, changes, ...facts }: WashDocument): NotedWash {
  return {
    key: _id,
    historyId: copied ?? historyId(_id).toHexString(),
    ...facts,
    changes: changes.map(({ field, ruleType, ruleId }) => ({ field, ruleType, ruleId })),
  }
}

function washesOf(db: Db) {
  return db.collection<WashDocument>(washesName)
}
