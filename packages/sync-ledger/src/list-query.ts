import type { LedgerState, SyncKind } from './entry.ts'

/** Which entries to list. */
export type ListQuery = {
  stage?: string
  state?: LedgerState
  kind?: SyncKind
  definitionUri?: string
  claim?: string
  /** default 50 */
  limit?: number
}
