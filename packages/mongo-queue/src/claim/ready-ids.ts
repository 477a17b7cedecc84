import type { Collection, FindCursor, ObjectId } from 'mongodb'
import type { ItemDocument } from '../item/item.ts'

/** An item that may be claimed. */
export interface ReadyId {
  _id: ObjectId
  priority: number
}

/**
 * The claim query: by priority, then age. MongoDB answers it from index claimOrder alone, walked in order: no sort, no
 * document read, as many keys as ids are given back (executionStats of mongod 6.0, in ready-ids.test.ts).
 */
export function readyIds(
  items: Collection<ItemDocument>,
  queue: string,
  { skip, limit }: { skip: number; limit: number },
): FindCursor<ReadyId> {
  return items
    .find({ state: 'ready', queue })
    .sort({ priority: -1, enteredAt: 1, _id: 1 })
    .skip(skip)
    .limit(limit)
    .batchSize(limit)
    .project<ReadyId>({ priority: 1 })
}
