import type { LedgerEntry, LedgerState, SyncKind } from './entry.ts'

/** An entry as MongoDB keeps it; `expireAt` is there once it is finished. */
export type StoredEntry = {
  _id: string
  stage: string
  kind: SyncKind
  state: LedgerState
  definitionUri: string
  syncUri?: string
  claim?: string
  owner?: string
  plannedAt: Date
  startedAt?: Date
  endedAt?: Date
  seenAt: Date
  status?: string
  counts?: Record<string, number>
  reason?: string
  data?: Record<string, unknown>
  expireAt?: Date
}

export function toEntry({ _id, expireAt: _, ...rest }: StoredEntry): LedgerEntry {
  return { id: _id, ...rest }
}
