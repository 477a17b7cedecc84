import type { Definition } from '../definitions/definition.ts'
import type { FaultArguments } from '../faults/active-faults.ts'
import type { StagedFile } from '../staging/staged-file.ts'
import type { ExportedRows } from './export/exported-rows.ts'
import type { SyncLog } from './sync-log.ts'

export type SyncKind = 'export' | 'import' | 'action'
export type SyncStatus = 'pending' | 'active' | 'success' | 'warning' | 'error'

/** A row that an import or a sync action did not take as it was. */
export interface Reject {
  readonly fieldValues: Readonly<Record<string, string>>
  readonly message: string
  readonly statusCode: string
  /** from 1, over all bodies of the sync unless a fault has it otherwise */
  readonly recordIndex: number
  readonly invalidFields: readonly string[]
}

/** What faults hold ready for a sync from its start. */
export interface SyncCourse {
  /** ends in error with this code; `applied`: its work is done all the same */
  readonly error?: { readonly code: string; readonly applied: boolean }
  readonly stuckAt?: 'pending' | 'active'
  readonly slowerMs: number
}

export interface Sync {
  readonly id: number
  readonly uri: string
  readonly kind: SyncKind
  readonly definition: Definition
  readonly owner: string
  readonly callbackUrl: string | undefined
  readonly createdAt: number
  /** when it leaves pending and active; Infinity: never */
  readonly startsAt: number
  readonly endsAt: number
  readonly course: SyncCourse
  readonly log: SyncLog
  readonly rejects: Reject[]
  status: SyncStatus
  startedAt: number | undefined
  endedAt: number | undefined
  /** the staged data that it took */
  files: readonly StagedFile[]
  exported: ExportedRows | undefined
  /** until when its data can be read */
  keptUntil: number
  rows: number
  duplicates: number
}

export function isRunning({ status }: Sync): boolean {
  return status === 'pending' || status === 'active'
}

/** The course that the arguments of faults give. */
export function fateOf(given: {
  error: FaultArguments | undefined
  stuck: FaultArguments | undefined
  slow: FaultArguments | undefined
}): SyncCourse {
  const { error, stuck, slow } = given
  return {
    ...(error ? { error: { code: error['code'] ?? '', applied: error['applied'] === 'true' } } : {}),
    ...(stuck ? { stuckAt: stuck['at'] === 'pending' ? 'pending' : 'active' } : {}),
    slowerMs: Number(slow?.['ms'] ?? 0) || 0,
  }
}
