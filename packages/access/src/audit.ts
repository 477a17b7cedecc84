import { insertNew, retryTransient } from '@dwmops/mongo'
import { type Db, type Filter, ObjectId } from 'mongodb'
import { type AuditDocument, auditOf } from './documents.ts'

/** An entry before its change is made. */
export type AuditStart = Omit<AuditDocument, '_id' | 'at' | 'result' | 'status'>

/** How a change ended. */
export type AuditEnd = Pick<AuditDocument, 'facts'> & {
  readonly result: 'done' | 'refused' | 'failed'
  readonly status?: number
}

/** Writes a change down before it is made, so that none is made unseen; returns the id for {@link endAudit}. */
export async function beginAudit(db: Db, start: AuditStart): Promise<ObjectId> {
  const _id = new ObjectId()
  const entry = { _id, at: new Date(), ...start, result: 'begun' as const }
  await retryTransient('write the audit log', () => insertNew(auditOf(db), [entry]))
  return _id
}

/** Says what became of it. An entry that stays `begun` is of a server that died meanwhile: the change may have been made. */
export async function endAudit(db: Db, _id: ObjectId, end: AuditEnd): Promise<void> {
  await retryTransient('write the audit log', () => auditOf(db).updateOne({ _id }, { $set: end }))
}

/** Makes a change between the entry before it and its end; a change that throws is noted as failed. */
export async function withAudit<T>(
  db: Db,
  start: AuditStart,
  work: (facts: Record<string, string | number | boolean>) => Promise<T>,
): Promise<T> {
  const entry = await beginAudit(db, start)
  const facts = { ...start.facts }
  try {
    const done = await work(facts)
    await endAudit(db, entry, { result: 'done', facts })
    return done
  } catch (error) {
    await endAudit(db, entry, { result: 'failed', facts })
    throw error
  }
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
