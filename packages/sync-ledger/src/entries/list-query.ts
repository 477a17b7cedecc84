import type { LedgerEntry, LedgerState, SyncKind } from './entry.ts'

/** Which entries to list. */
export type ListQuery = {
  stage?: string
  state?: LedgerState
  kind?: SyncKind
  definitionUri?: string
  claim?: string
  /** only entries that come after this one in the list */
  after?: Pick<LedgerEntry, 'id' | 'plannedAt'>
  /** default 50 */
  limit?: number
}
