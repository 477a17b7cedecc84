import type { SyncKind } from './entry.ts'

/** Syncs an hour by kind, for the whole instance. */
export type SoftLimits = Record<SyncKind, number>

/** Oracle's soft limits (Bulk API limits page). */
export const softLimits: SoftLimits = { export: 2000, import: 2000, action: 4000 }

/** Syncs planned in the last hour of the database's clock, all stages, and the age of the oldest of them. */
export type KindUsage = { used: number; oldestAgeMs: number }
export type HourlyUsage = Record<SyncKind, KindUsage>

export type RoomDecision = { room: true; left: number } | { room: false; retryInMs: number }

/** Whether one more sync keeps below `share` (default 0.8) of the limit; if not, when the oldest falls out of the hour. */
export function decideRoom(_usage: KindUsage, limit: number, _share = 0.8): RoomDecision {
  return { room: true, left: limit }
}
