import { type Collection, MongoServerError } from 'mongodb'
import type { LedgerState } from '../entries/entry.ts'
import type { StoredEntry } from '../entries/stored-entry.ts'
import { LedgerError } from '../errors.ts'

/** A move of an entry, guarded by the states from which it is allowed. */
export type Step = {
  name: string
  from: readonly LedgerState[]
  /** fields written as they are */
  set: Partial<StoredEntry>
  /** fields whose value is the database's time, plus so many milliseconds */
  times: Partial<Record<keyof StoredEntry, number>>
  /** whether an entry that is past this step already is as this step would leave it */
  isDone: (entry: StoredEntry) => boolean
}

/**
 * One guarded update; doing it again finds it done. Throws LedgerError LEDGER_STATE, LEDGER_NOT_FOUND,
 * LEDGER_SYNC_TAKEN.
 */
export async function takeStep(
  collection: Collection<StoredEntry>,
  id: string,
  step: Step,
): Promise<StoredEntry> {
  const filter = { _id: id, state: { $in: [...step.from] } }
  const moved = await collection
    .findOneAndUpdate(filter, [{ $set: assignments(step) }], { returnDocument: 'after' })
    .catch((error: unknown) => refuseTaken(collection, error, { id, step }))
  if (moved) return moved
  const found = await collection.findOne({ _id: id })
  if (!found) throw new LedgerError('LEDGER_NOT_FOUND', `${step.name}: no entry ${id}`, { entryId: id })
  if (step.isDone(found)) return found
  throw new LedgerError('LEDGER_STATE', `${step.name}: entry ${id} is ${found.state}`, {
    entryId: id,
    state: found.state,
  })
}

function assignments({ set, times }: Step): Record<string, unknown> {
  const values = Object.entries(set).map(([key, value]) => [key, { $literal: value }])
  const clocks = Object.entries({ seenAt: 0, ...times }).map(([key, plusMs]) => [
    key,
    plusMs === 0 ? '$$NOW' : { $add: ['$$NOW', plusMs] },
  ])
  return Object.fromEntries([...values, ...clocks])
}

/** The unique index has refused it; engines differ in the code they say so with, so the index's fact is looked up. */
async function refuseTaken(
  collection: Collection<StoredEntry>,
  error: unknown,
  { id, step }: { id: string; step: Step },
): Promise<never> {
  const { syncUri } = step.set
  const other =
    error instanceof MongoServerError && syncUri !== undefined && (await collection.findOne({ syncUri }))
  if (!other || other._id === id) throw error
  throw new LedgerError(
    'LEDGER_SYNC_TAKEN',
    `${step.name}: entry ${other._id}, not ${id}, follows ${syncUri}`,
    {
      entryId: id,
    },
  )
}
