import { type Collection, MongoServerError, ObjectId } from 'mongodb'
import { checkedData } from '../entries/entry-data.ts'
import type { StoredEntry } from '../entries/stored-entry.ts'
import { LedgerError } from '../errors.ts'
import type { Plan } from './plan.ts'

/**
 * Writes a sync down. An upsert, as only updates can say `$$NOW`, the database's clock; the same id again gives the
 * entry that is there, in whatever state.
 */
export async function planEntry(
  collection: Collection<StoredEntry>,
  who: { stage: string; owner: string },
  plan: Plan,
): Promise<StoredEntry> {
  const { id = new ObjectId().toHexString(), kind, definitionUri, claim, data } = plan
  const fresh = {
    ...who,
    kind,
    definitionUri,
    state: 'planned',
    ...(claim === undefined ? {} : { claim }),
    ...(data === undefined ? {} : { data: checkedData(data) }),
  }
  const set = { $replaceWith: { $cond: [{ $gt: ['$state', null] }, '$$ROOT', newDocument(id, fresh)] } }
  const stored = await upsert(collection, id, set)
  if (stored.stage !== who.stage || stored.kind !== kind || stored.definitionUri !== definitionUri) {
    throw new LedgerError('LEDGER_STATE', `plan ${id}: the entry there is of another sync`, {
      entryId: id,
      state: stored.state,
    })
  }
  return stored
}

/** `$literal`: a value that begins with a dollar is a value. */
function newDocument(id: string, fresh: Record<string, unknown>) {
  const literals = Object.entries(fresh).map(([key, value]) => [key, { $literal: value }])
  return { ...Object.fromEntries(literals), _id: { $literal: id }, plannedAt: '$$NOW', seenAt: '$$NOW' }
}

/**
 * Of several upserts of one id at once, the later ones may be refused, and find the first. Engines differ in what they
 * say then: MongoDB 11000; FerretDB, which starts over without its clock, that it does not know `$$NOW`.
 */
async function upsert(collection: Collection<StoredEntry>, id: string, stage: object): Promise<StoredEntry> {
  const options = { upsert: true, returnDocument: 'after' } as const
  const stored = await collection
    .findOneAndUpdate({ _id: id }, [stage], options)
    .catch(async (error: unknown) => {
      const first = error instanceof MongoServerError ? await collection.findOne({ _id: id }) : null
      if (first) return first
      throw error
    })
  if (stored) return stored
  throw new LedgerError('LEDGER_NOT_FOUND', `plan ${id}: gone right after writing`, { entryId: id })
}
