import { randomUUID } from 'node:crypto'
import { withAudit } from '@dwmops/access'
import type { Db } from 'mongodb'
import { whoAmI } from './rules/who-am-i.ts'

/** Ids, names and counts, no contact data. */
export type AuditedFacts = Record<string, string | number | boolean>

/**
 * Makes a change between an entry of the audit log and its end, as the API does: under the same name of action, so that the log reads as one.
 * `work` may add facts.
 */
export function audited<T>(
  queueDb: Db,
  { action, who = whoAmI(), facts = {} }: { action: string; who?: string; facts?: AuditedFacts },
  work: (facts: AuditedFacts) => Promise<T>,
): Promise<T> {
  const requestId = randomUUID()
  return withAudit(queueDb, { who, role: 'operator', via: 'dwm', action, requestId, facts }, work)
}
