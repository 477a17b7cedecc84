import { retryTransient } from '@dwmops/mongo'
import { type Db, type Filter, ObjectId } from 'mongodb'
import { type AuditDocument, auditOf } from './documents.ts'

/** An entry before its change is made. */
export type AuditStart = Omit<AuditDocument, '_id' | 'at' | 'result' | 'status'>

/** How a change ended. */
export type AuditEnd = Pick<AuditDocument, 'facts'> & {
  readonly result: 'done' | 'refused' | 'failed'
  readonly status: number
}

/** Writes a change down before it is made, so that none is made unseen; returns the id for {@link endAudit}. */
export async function beginAudit(db: Db, start: AuditStart): Promise<ObjectId> {
  const _id = new ObjectId()
  await auditOf(db).insertOne({ _id, at: new Date(), ...start, result: 'begun' })
  return _id
}

/** Says what became of it. An entry that stays `begun` is of a server that died meanwhile: the change may have been made. */
export async function endAudit(db: Db, _id: ObjectId, end: AuditEnd): Promise<void> {
  await retryTransient('write the audit log', () => auditOf(db).updateOne({ _id }, { $set: end }))
}

/** Entries, newest first, from the one after `before` on. */
export function listAudit(
  db: Db,
  { who, before, limit }: { readonly who?: string; readonly before?: string; readonly limit: number },
): Promise<AuditDocument[]> {
  const filter: Filter<AuditDocument> = {
    ...(who !== undefined && { who }),
    ...(before !== undefined && { _id: { $lt: ObjectId.createFromHexString(before) } }),
  }
  return retryTransient('read the audit log', () =>
    auditOf(db).find(filter).sort({ _id: -1 }).limit(limit).toArray(),
  )
}
