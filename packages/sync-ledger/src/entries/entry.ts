/** What a sync does: soft limits are by kind. */
export type SyncKind = 'export' | 'import' | 'action'

/** planned -> started -> ended; planned or started -> abandoned. */
export type LedgerState = 'planned' | 'started' | 'ended' | 'abandoned'

/** One Bulk sync, from before its POST to its end. Times are the database's. */
export type LedgerEntry = {
  id: string
  stage: string
  kind: SyncKind
  state: LedgerState
  definitionUri: string
  /** unknown until the POST was answered, or looked up */
  syncUri?: string
  /** token of the queue claim whose records the sync carries */
  claim?: string
  /** who followed it last */
  owner?: string
  plannedAt: Date
  startedAt?: Date
  endedAt?: Date
  /** when its owner last gave a sign */
  seenAt: Date
  /** how the sync ended, as Eloqua spelled it */
  status?: string
  /** the stage's own counts */
  counts?: Record<string, number>
  /** why it was abandoned */
  reason?: string
  /** small and opaque: what the stage needs to resume the work */
  data?: Record<string, unknown>
}
